"""The policies of the rooms over whole tables, on the data frame engine that the caller already has.

    settle_frame             fee, net, reserve, conversion, spread and shares of every row of a table
    RowRates                 a mid rate that differs row by row
    ENGLISH                  why a table was refused, in words

A policy is written once, in its room, with plain operators; here its carrier is a column. So a row of a table
says to the minor unit what the scalar policy says of one payment, and only the speed differs. Engines are
reached through narwhals (``pip install 'xbcommerce[frames]'``): polars, pandas with numpy or pyarrow types,
pyarrow. None of them is imported here.

A table is answered whole or refused whole: `Refusal` names every column and every row that stands in the
way, rows counted from 0. Amounts are whole minor units; where one would not fit into 64 bits on the way, its
row is computed on Python's integers instead, which have no bounds.
"""

from xbcommerce.kernel.tables import ENGLISH

from .settlement import RowRates, settle_frame
from .table import NotAFrameError

__all__ = ["ENGLISH", "NotAFrameError", "RowRates", "settle_frame"]
