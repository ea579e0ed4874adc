"""``python -m xbcommerce plan FILE``: reorders for a real sales file, every row accounted for.

    sales_file   opens plain and gzip files, checks the header, yields records
    rows         what each row is: a sale, a cancellation, postage, ... or unreadable, with field and reason
    history      returns netted where they were sold, whole weeks, closed weeks
    planning     one method chosen over all items; forecast, reorder point and quantity for each
    output       plan.csv and rejected.csv, whole or not at all
    summary      what a shopkeeper reads
    command      the options and the exit code

The file is the UCI Online Retail set with its publisher's columns, or one made alike.
"""

from .command import main

__all__ = ["main"]
