"""What goods are to customs: codes of the Harmonized System.

HsCode    a code of 2, 4, 6 or more digits; never padded
"""

from .hs_code import HsCode, HsLevel, InvalidHsCodeError, hs_code_field
from .messages import ENGLISH

__all__ = ["ENGLISH", "HsCode", "HsLevel", "InvalidHsCodeError", "hs_code_field"]
