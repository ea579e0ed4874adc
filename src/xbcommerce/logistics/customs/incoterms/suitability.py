"""Where a term is legal but suspect: a sea term by air, a buyer who cannot clear the export.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.incoterms import read_term, warnings
    >>> from xbcommerce.logistics.mode import Mode
    >>> from xbcommerce.reference.customs.incoterms import incoterm_rules
    >>> fob = read_term("FOB Shanghai", incoterm_rules(), on=date(2026, 3, 1))
    >>> [note.code for note in warnings(fob, mode=Mode.AIR)], warnings(fob, mode=Mode.SEA)
    (['incoterm.sea_only'], ())
"""

from __future__ import annotations

from xbcommerce.kernel.unmet import Note
from xbcommerce.logistics.mode import Mode

from .rule import Party, TradeCost
from .term import Term


def warnings(
    term: Term, *, mode: Mode | None, in_containers: bool = False, cross_border: bool = True
) -> tuple[Note, ...]:
    """Return what speaks against a term as it is used; nothing of it forbids the term.

    Args:
        term: From `read_term`.
        mode: What carries the goods; None is not known, and no warning about it is given.
        in_containers: The goods are handed over in containers at a terminal, before they are on board.
        cross_border: Seller and buyer are not established in the same customs territory.

    Returns:
        ``incoterm.sea_only`` for a sea term by any other way; ``incoterm.in_container``, as the carrier has
        the container before the risk passes; ``incoterm.export_by_buyer``, since a foreign buyer can often
        not lodge an export declaration (in the Union the exporter must be established there);
        ``incoterm.import_vat_by_seller``, since a seller who is not registered at the destination cannot
        deduct the tax he pays there, and needs a number of his own to import.
    """
    figures = {"term": term.name, "instead": term.rule.instead}
    found = (
        ("incoterm.sea_only", term.rule.sea_only and mode not in {None, Mode.SEA}),
        ("incoterm.in_container", term.rule.sea_only and in_containers),
        ("incoterm.export_by_buyer", cross_border and _pays(term, Party.BUYER, TradeCost.EXPORT_CLEARANCE)),
        (
            "incoterm.import_vat_by_seller",
            cross_border and _pays(term, Party.SELLER, TradeCost.IMPORT_DUTY_TAX),
        ),
    )
    return tuple(Note(code, figures) for code, holds in found if holds)


def _pays(term: Term, party: Party, cost: TradeCost) -> bool:
    return term.payor(cost) is party
