"""``python -m xbcommerce plan FILE``: reorders for a real sales file, every row accounted for.

    sales_file   opens plain and gzip files, checks the header, yields records
    rows         what each row is: a sale, a cancellation, postage, ... or unreadable, with field and reason
    ledger       what the file held, row by row and item by item
    history      returns netted where they were sold, whole weeks
    closures     weeks in which the shop was shut, and weeks that only look so
    season       whether the last weeks are like the year
    planning     one method chosen over all items; forecast, reorder point and quantity for each
    output       plan.csv and rejected.csv, whole or not at all
    summary      what a shopkeeper reads
    options      the options, each refused in one line
    command      the run and the exit code

The file is the UCI Online Retail set with its publisher's columns, or one made alike.
"""

from .command import main

__all__ = ["main"]
