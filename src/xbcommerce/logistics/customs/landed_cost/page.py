"""Quotes as pages for a notebook: what is read first stands first, and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from xbcommerce.kernel.money import plain
from xbcommerce.kernel.unmet import Note, Unmet

from .messages import ENGLISH

if TYPE_CHECKING:
    from .charged import BorderCharge
    from .comparing import Comparison
    from .quote import LandedCost

_INDENT = "\N{EM SPACE}"
"""What a page keeps of the spaces that a line begins with."""


def quote_page(quote: LandedCost) -> str:
    """Return the sum and who pays, a row a charge, at the most too where that differs, and all the rest."""
    rows = _rows(() if quote.low is None else quote.low.charges)
    if dearer := quote.dearer:
        rows += f"<tr><td>{_said(Note('landed_cost.at_most'))}</td><td></td></tr>{_rows(dearer)}"
    first = _lines((quote.summary, *quote.paid()))
    rest = _lines((*quote.converted(), *quote.decided(), *quote.notes, *quote.lacking()))
    return f"<p>{first}</p><table>{rows}</table><p>{rest}</p>"


def comparison_page(comparison: Comparison) -> str:
    """Return a row an option: what it comes to, or that it is not settled and within which bounds."""
    rows = [
        f"<tr><td>{escape(each.option.name)}</td><td>{_lines((each.quote.summary, *each.quote.paid()))}</td>"
        for each in comparison.options
    ]
    return f"<table>{''.join(f'{row}</tr>' for row in rows)}</table>"


def _rows(charges: Sequence[BorderCharge]) -> str:
    return "".join(
        f"<tr><td>{escape(charge.formula())}</td><td>{escape(plain(charge.amount))}</td></tr>"
        for charge in charges
    )


def _lines(items: Iterable[Note | Unmet]) -> str:
    return "<br>".join(map(_said, items))


def _said(item: Note | Unmet) -> str:
    text = ENGLISH.render(item)
    return escape(_INDENT + text if text.startswith(" ") else text)
