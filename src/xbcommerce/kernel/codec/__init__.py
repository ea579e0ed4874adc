"""Every public value to JSON and back, exactly; every error of a bad document at once, with its path.

A class is an object by field name. Where the declared type leaves the class open (unions, type variables,
the top of a document) it names itself under ``"type"``; readers accept that name everywhere.

    str, int, bool, None, float   as they are; ``True`` is no int, ``1.0`` neither; NaN is refused
    Decimal, Fraction             "1.50", "3/2"
    date, time, timedelta         "2026-03-01", "09:30", "P2DT5400S" (ISO 8601: days and seconds)
    datetime                      "2026-03-01T09:30:00+01:00[Europe/Berlin]"; naive: refused
    Money                         {"minor": 1999, "currency": "USD"}, finer: {"amount": "0.0025", ...}
    Enum                          its value
    tuple, frozenset              a list; sets sorted
    FrozenMap                     an object where all keys are text, else a list of pairs
    in a union                    {"decimal": "1.5"}, {"type": "Draft", ...}; str, int, bool as they are

Example:
    >>> from xbcommerce.kernel.codec import from_json, to_json
    >>> from xbcommerce.kernel.unmet import Unmet
    >>> to_json(Unmet("parcel.too_heavy", "parcel 2", {"weight_g": 41_000}))
    '{"type": "Unmet", "code": "parcel.too_heavy", "where": "parcel 2", "params": {"weight_g": 41000}}'
    >>> from_json('{"code": "title.missing"}', Unmet)
    Unmet(code='title.missing', where='', params=FrozenMap({}))
"""

from .documents import canonical_json, from_data, from_json, to_data, to_json
from .envelope import Kinds, NewerDocumentError, UnknownKindError, Upcast
from .problems import BadDocumentError, UnstorableValueError, UnsupportedTypeError

__all__ = [
    "BadDocumentError",
    "Kinds",
    "NewerDocumentError",
    "UnknownKindError",
    "UnstorableValueError",
    "UnsupportedTypeError",
    "Upcast",
    "canonical_json",
    "from_data",
    "from_json",
    "to_data",
    "to_json",
]
