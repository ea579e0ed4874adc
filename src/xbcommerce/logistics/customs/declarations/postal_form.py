"""Which customs form an item in the mails carries: CN 22 or CN 23.

Letter-post items up to a value in special drawing rights and a weight carry the small form, all parcels and
everything above the large one. Many posts fold both into one label by now; the question stays, because the
larger form asks for more.

Source: Universal Postal Convention, Regulations, customs declarations, as postal operators tell them.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.declarations import PostalProduct, postal_form
    >>> from xbcommerce.reference.customs.requirements import requirements
    >>> on = date(2026, 3, 1)
    >>> postal_form(PostalProduct.LETTER_POST, value_sdr="300", weight_g=2_000, rules=requirements(), on=on)
    <PostalForm.CN22: 'CN22'>
    >>> postal_form(PostalProduct.LETTER_POST, value_sdr="300.01", weight_g=800, rules=requirements(), on=on)
    <PostalForm.CN23: 'CN23'>
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.dated import Found, RuleSet
from xbcommerce.kernel.errors import InvalidValueError, member, positive_field, whole
from xbcommerce.kernel.figures import Figure, figure, positive
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.unmet import Refusal, Unmet

_KEY = "requirement/UPU/cn22"
_SDR = "XDR"


class PostalProduct(Enum):
    """How the mails carry an item."""

    LETTER_POST = "letter-post"
    """Letters and small packets, up to 2 kg."""
    PARCEL = "parcel"
    """Parcels and EMS items."""


class PostalForm(Enum):
    """A form of the Universal Postal Union."""

    CN22 = "CN22"
    CN23 = "CN23"


@frozen
class PostalFormRule:
    """Up to what a letter-post item carries the small form.

    Attributes:
        value_max_sdr: Special drawing rights, this value included.
        weight_max_g: Grams, this weight included.
    """

    value_max_sdr: Fraction = field(converter=figure, validator=positive)
    weight_max_g: int = field(validator=positive_field)


def in_sdr(value: Money, rate: Rate) -> Fraction:
    """Return a value in special drawing rights, exactly.

    Args:
        value: In any currency.
        rate: From that currency to ``XDR``, or the other way round.

    Raises:
        InvalidValueError: The rate is for another pair.
    """
    code = value.currency.code
    pair = (rate.base, rate.quote)
    if pair == (code, _SDR):
        return Fraction(value.amount) * rate.value
    if pair == (_SDR, code):
        return Fraction(value.amount) / rate.value
    msg = f"rate={rate.base}/{rate.quote}: expected one between {code} and {_SDR}"
    raise InvalidValueError(msg)


def postal_form(
    product: PostalProduct, *, value_sdr: Figure, weight_g: int, rules: RuleSet[Any], on: date
) -> PostalForm | Refusal:
    """Choose the form.

    Args:
        product: How the mails carry it.
        value_sdr: What the goods are worth, in special drawing rights; see `in_sdr`.
        weight_g: Grams of the whole item.
        rules: With the `PostalFormRule` under ``requirement/UPU/cn22``.
        on: The day it is handed in.

    Returns:
        The form; or a refusal where no rule is known for the day.

    Raises:
        InvalidValueError: A negative value or weight.
    """
    value = figure(value_sdr)
    if value < 0:
        msg = f"value_sdr={value}: expected a number of at least 0"
        raise InvalidValueError(msg)
    whole(weight_g, "weight_g")
    if member(product, PostalProduct, "product") is PostalProduct.PARCEL:
        return PostalForm.CN23
    found = rules.as_of(_KEY, on)
    if not isinstance(found, Found):
        return Refusal(tuple(item for item in found.why() if isinstance(item, Unmet)))
    rule: PostalFormRule = found.value
    small = value <= rule.value_max_sdr and weight_g <= rule.weight_max_g
    return PostalForm.CN22 if small else PostalForm.CN23
