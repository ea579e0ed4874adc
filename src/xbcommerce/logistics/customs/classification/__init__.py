"""What goods are to customs: codes of the Harmonized System, their editions, and who says so.

HsCode, HsLevel           a code of 2, 4, 6 or more digits; never padded
HsEdition, edition_on     which edition of the nomenclature holds on a day
Nomenclature, Section     one edition as a tree: what exists, above, below, how many
    Correlation, CodePair     how the codes of two editions correspond, many to many
    correlate                 a code in another edition: exactly one, one of several, or not known
    Classification, Ruling    who says that goods have a code, and how sure they are
    settle                    which one counts on a day: one code, all candidates, or none
"""

from .classification import Authority, Classification, Ruling
from .correlate import Correlated, Exactly, OneOf, Uncorrelated, correlate
from .correlation import CodePair, Correlation, CorrelationError, Extent
from .edition import HsEdition, edition_on
from .hs_code import HsCode, HsLevel, InvalidHsCodeError, hs_code_field
from .messages import ENGLISH
from .nomenclature import Nomenclature, NomenclatureError, Section
from .settle import RANKING, Settled, Unsettled, settle

__all__ = [
    "ENGLISH",
    "RANKING",
    "Authority",
    "Classification",
    "CodePair",
    "Correlated",
    "Correlation",
    "CorrelationError",
    "Exactly",
    "Extent",
    "HsCode",
    "HsEdition",
    "HsLevel",
    "InvalidHsCodeError",
    "Nomenclature",
    "NomenclatureError",
    "OneOf",
    "Ruling",
    "Section",
    "Settled",
    "Uncorrelated",
    "Unsettled",
    "correlate",
    "edition_on",
    "hs_code_field",
    "settle",
]
