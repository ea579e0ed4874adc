"""What goods are to customs: codes of the Harmonized System, their editions, and who says so.

HsCode, HsLevel           a code of 2, 4, 6 or more digits; never padded
HsEdition, edition_on     which edition of the nomenclature holds on a day
Nomenclature, Section     one edition as a tree: what exists, above, below, how many
"""

from .edition import HsEdition, edition_on
from .hs_code import HsCode, HsLevel, InvalidHsCodeError, hs_code_field
from .messages import ENGLISH
from .nomenclature import Nomenclature, NomenclatureError, Section

__all__ = [
    "ENGLISH",
    "HsCode",
    "HsEdition",
    "HsLevel",
    "InvalidHsCodeError",
    "Nomenclature",
    "NomenclatureError",
    "Section",
    "edition_on",
    "hs_code_field",
]
