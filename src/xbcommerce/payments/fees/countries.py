"""Countries as price lists and method tables write them: two capital letters, one by one or as a set.

Example:
    >>> from xbcommerce.payments.fees.countries import alpha2_set
    >>> sorted(alpha2_set(["FR", "DE"]))
    ['DE', 'FR']
    >>> alpha2_set(["UK"])
    Traceback (most recent call last):
    ...
    xbcommerce.kernel...UnknownCountryError: unknown country code 'UK'; did you mean 'GB'?
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import Attribute

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.places import country


def alpha2_field(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse what is no country's two letters; for ``attrs.field(validator=alpha2_field)``."""
    _alpha2(value, attribute.name)


def alpha2_set(values: Iterable[str]) -> frozenset[str]:
    """Take codes of countries, for ``attrs.field(converter=alpha2_set)``.

    Raises:
        UnknownCountryError: No country has one of them.
        InvalidValueError: One text instead of several codes, or a code of three letters.
    """
    if isinstance(values, str):
        msg = f"countries={values!r}: expected several codes; write {{{values!r}}}"
        raise InvalidValueError(msg)
    return frozenset(_alpha2(value, "country") for value in values)


def _alpha2(value: str, name: str) -> str:
    code = country(value).alpha2
    if code != value:
        msg = f"{name}={value!r}: expected two capital letters, {code!r}"
        raise InvalidValueError(msg)
    return code
