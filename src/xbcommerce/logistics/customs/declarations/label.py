"""The fields of the postal forms CN 22 and CN 23, as a label printer takes them, with totals that add up.

Nothing is printed that is not known: a line without description, pieces, net weight or value is refused, as
are values of two currencies and a gross weight below the net weights. Weights are kilograms as the forms ask,
written exactly; pieces, weights and values of the lines come to the totals, digit by digit.

Source: Universal Postal Union, forms CN 22 and CN 23; their fields as postal operators print them.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs.declarations import Declaration, DeclaredLine, Reason, cn22_fields
    >>> mug = DeclaredLine("mug", "ceramic mug", 2, 700, Money("22.00", "EUR"), "CN", "691200")
    >>> print(cn22_fields(Declaration([mug], reason=Reason.SALE, gross_weight_g=850)))
    CN22
    category: sale of goods
      2 x ceramic mug, 0.700 kg, EUR 22.00, HS 6912.00, origin CN
    total: 0.850 kg, EUR 22.00
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import exponent_of, plain, total
from xbcommerce.kernel.unmet import Refusal, Unmet

from .declaration import Declaration, DeclaredParty, Reason
from .declared_line import DeclaredLine
from .facts import LINE_FACTS
from .postal_form import PostalForm

_PRINTED = ("description", "quantity", "net_weight_g", "value")
_CATEGORIES = {
    Reason.SALE: "sale of goods",
    Reason.GIFT: "gift",
    Reason.SAMPLE: "commercial sample",
    Reason.RETURN: "returned goods",
    Reason.DOCUMENTS: "documents",
    Reason.OTHER: "other",
    None: "",
}
Fields = FrozenMap[str, str]


@frozen
class LabelFields:
    """What stands on a form.

    Attributes:
        form: Which one.
        head: Fields of the whole by name: ``category``, ``total_weight_kg``, ``total_value``, ``currency``;
            on CN 23 also sender, addressee, references, ``net_weight_kg``, ``postage``. Blank ones are left
            out.
        lines: Fields of each line by name: ``quantity``, ``description``, ``net_weight_kg``, ``value``,
            ``hs_code``, ``origin``.
    """

    form: PostalForm
    head: Fields
    lines: tuple[Fields, ...]

    def __str__(self) -> str:
        sums = f"total: {self.head['total_weight_kg']} kg, {self._money(self.head['total_value'])}"
        own = {"total_weight_kg", "total_value", "currency"}
        fields = (f"{name}: {value}" for name, value in self.head.items() if name not in own)
        return "\n".join([self.form.value, *fields, *map(self._line, self.lines), sums])

    def _money(self, value: str) -> str:
        return f"{self.head['currency']} {value}"

    def _line(self, line: Fields) -> str:
        words = f"  {line['quantity']} x {line['description']}, {line['net_weight_kg']} kg"
        code = f", HS {line['hs_code']}" if "hs_code" in line else ""
        origin = f", origin {line['origin']}" if "origin" in line else ""
        return f"{words}, {self._money(line['value'])}{code}{origin}"


def cn22_fields(declaration: Declaration) -> LabelFields | Refusal:
    """Return the fields of the small form.

    The total weight is the gross weight, or the net weights where it is not known.

    Returns:
        The fields; or a refusal with ``declaration.unprintable`` for every fact that a line lacks,
        ``declaration.fraction_of_unit`` for a value finer than its currency,
        ``declaration.currencies_differ`` and ``declaration.gross_below_net``.
    """
    unmet = tuple(_unprintable(declaration))
    if unmet:
        return Refusal(unmet)
    return LabelFields(PostalForm.CN22, _filled(_sums(declaration)), _printed(declaration))


def cn23_fields(declaration: Declaration) -> LabelFields | Refusal:
    """Return the fields of the large form; refused as `cn22_fields` is."""
    unmet = tuple(_unprintable(declaration))
    if unmet:
        return Refusal(unmet)
    head = {
        **_party("sender", declaration.sender),
        **_party("addressee", declaration.recipient),
        **_sums(declaration),
        "net_weight_kg": _kilograms(_net(declaration)),
        "postage": "" if declaration.postage is None else plain(declaration.postage),
        **{name: declaration.reference(name) for name in sorted(declaration.references)},
    }
    return LabelFields(PostalForm.CN23, _filled(head), _printed(declaration))


def _unprintable(declaration: Declaration) -> Iterator[Unmet]:
    for line in declaration.lines:
        for fact in _PRINTED:
            if not LINE_FACTS[fact](line):
                yield Unmet("declaration.unprintable", f"lines[{line.id}].{fact}", {"fact": fact})
        if line.value is not None and _units(line.value).denominator != 1:
            figures = {"value": plain(line.value)}
            yield Unmet("declaration.fraction_of_unit", f"lines[{line.id}].value", figures)
    codes = sorted({value.currency.code for value in _values(declaration)})
    if len(codes) > 1:
        yield Unmet("declaration.currencies_differ", "lines", {"currencies": tuple(codes)})
    gross, net = declaration.gross_weight_g, _net(declaration)
    if gross is not None and gross < net:
        yield Unmet("declaration.gross_below_net", "gross_weight_g", {"gross_g": gross, "net_g": net})


def _net(declaration: Declaration) -> int:
    return sum(line.net_weight_g or 0 for line in declaration.lines)


def _values(declaration: Declaration) -> list[Money]:
    return [line.value for line in declaration.lines if line.value is not None]


def _units(value: Money) -> Fraction:
    """Return an amount in minor units, which may come to a fraction of one."""
    return Fraction(value.amount) * int(10 ** exponent_of(value.currency.code))


def _sums(declaration: Declaration) -> dict[str, str]:
    gross = declaration.gross_weight_g
    values = _values(declaration)
    currency = values[0].currency.code
    return {
        "category": _CATEGORIES[declaration.reason],
        "total_weight_kg": _kilograms(_net(declaration) if gross is None else gross),
        "total_value": _amount(total(values, currency)),
        "currency": currency,
    }


def _party(role: str, party: DeclaredParty) -> dict[str, str]:
    address = "" if party.address is None else ", ".join(str(party.address.canonical()).splitlines())
    return {role: address, f"{role}_phone": party.phone.strip(), f"{role}_email": party.email.strip()}


def _printed(declaration: Declaration) -> tuple[Fields, ...]:
    return tuple(_filled(_line(line)) for line in declaration.lines)


def _line(line: DeclaredLine) -> dict[str, str]:
    return {
        "quantity": str(line.quantity),
        "description": " ".join(line.description.split()),
        "net_weight_kg": _kilograms(line.net_weight_g or 0),
        "value": "" if line.value is None else _amount(line.value),
        "hs_code": "" if line.hs_code is None else str(line.hs_code),
        "origin": line.origin or "",
    }


def _filled(fields: dict[str, str]) -> Fields:
    return FrozenMap({name: value for name, value in fields.items() if value})


def _kilograms(grams: int) -> str:
    return str(Decimal(grams).scaleb(-3))


def _amount(money: Money) -> str:
    return plain(money).removesuffix(money.currency.code).strip()
