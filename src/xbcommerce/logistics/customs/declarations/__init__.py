"""What is told to customs: forms of the mails, electronic data, product identifiers, and what is missing.

    Declaration, declaration_of        what is told of one consignment, as far as it is known
    complete                           every missing or malformed fact, by destination, day, scheme and value
    suspect                            descriptions that say nothing, facts that are welcome
    Requirement, StopWords             the dated records that ask
    ProductId                          M-PID, NS-PID, S-PID, and Y081 for none
    postal_form, in_sdr                CN 22 or CN 23
    cn22_fields, cn23_fields           what the label printer needs, with totals that add up

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import Place
    >>> from xbcommerce.logistics.customs.declarations import Declaration, DeclaredLine, complete
    >>> from xbcommerce.logistics.mode import Mode
    >>> from xbcommerce.reference.customs.requirements import requirements
    >>> shirt = DeclaredLine("shirt", "cotton t-shirt", 1, 200, Money("18.00", "EUR"), "CN", "610910")
    >>> told = Declaration([shirt], registrations={"IOSS"}, mode=Mode.POSTAL, data_set="H7")
    >>> asked = complete(told, Place("DE"), on=date(2026, 11, 5), rules=requirements())
    >>> [item.where for item in asked if "sender" not in item.where and "recipient" not in item.where]
    ['gross_weight_g', 'reason', 'ioss_number', 'lines[shirt].product_identifier']
"""

from .completeness import complete, suspect
from .declaration import Declaration, DeclaredParty, Reason, declaration_of
from .declared_line import DeclaredLine
from .facts import DECLARATION_FACTS, LINE_FACTS
from .label import LabelFields, cn22_fields, cn23_fields
from .messages import ENGLISH
from .postal_form import PostalForm, PostalFormRule, PostalProduct, in_sdr, postal_form
from .product_ids import InvalidProductIdError, ProductId, ProductIdKind, product_id_unmet
from .requirement import Requirement, RequirementRecord
from .stop_words import StopWords

__all__ = [
    "DECLARATION_FACTS",
    "ENGLISH",
    "LINE_FACTS",
    "Declaration",
    "DeclaredLine",
    "DeclaredParty",
    "InvalidProductIdError",
    "LabelFields",
    "PostalForm",
    "PostalFormRule",
    "PostalProduct",
    "ProductId",
    "ProductIdKind",
    "Reason",
    "Requirement",
    "RequirementRecord",
    "StopWords",
    "cn22_fields",
    "cn23_fields",
    "complete",
    "declaration_of",
    "in_sdr",
    "postal_form",
    "product_id_unmet",
    "suspect",
]
