"""The kinds of numbers, and where the scheme of each stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache

from .rule import Scheme


class Kind(Enum):
    """What a number names, and who gives it out."""

    EU_VAT = "eu-vat"
    GB_VAT = "gb-vat"
    CH_UID = "ch-uid"
    CH_VAT = "ch-vat"
    NO_ORGNR = "no-orgnr"
    NO_MVA = "no-mva"
    AU_ABN = "au-abn"
    NZ_IRD = "nz-ird"
    BR_CNPJ = "br-cnpj"
    BR_CPF = "br-cpf"
    IN_GSTIN = "in-gstin"
    JP_CN = "jp-cn"
    SG_UEN = "sg-uen"
    CN_USCC = "cn-uscc"
    KR_BRN = "kr-brn"
    KR_PCCC = "kr-pccc"
    EORI = "eori"
    IOSS = "ioss"
    IOSS_INTERMEDIARY = "ioss-intermediary"
    OSS_NON_UNION = "oss-non-union"
    S10 = "s10"


@cache
def schemes() -> Mapping[Kind, Scheme]:
    """Return the scheme of every kind; their modules are loaded on first use."""
    from .brazilian import BR_CNPJ, BR_CPF
    from .east_asian import CN_USCC, JP_CN, KR_BRN, SG_UEN
    from .eori import EORI
    from .eu_vat import EU_VAT
    from .gb_vat import GB_VAT
    from .indian import IN_GSTIN
    from .korean_customs import KR_PCCC
    from .norwegian import NO_MVA, NO_ORGNR
    from .oceanian import AU_ABN, NZ_IRD
    from .one_stop import IOSS, IOSS_INTERMEDIARY, OSS_NON_UNION
    from .postal_item import S10
    from .swiss_uid import CH_UID, CH_VAT

    return {
        Kind.EU_VAT: EU_VAT,
        Kind.GB_VAT: GB_VAT,
        Kind.CH_UID: CH_UID,
        Kind.CH_VAT: CH_VAT,
        Kind.NO_ORGNR: NO_ORGNR,
        Kind.NO_MVA: NO_MVA,
        Kind.AU_ABN: AU_ABN,
        Kind.NZ_IRD: NZ_IRD,
        Kind.BR_CNPJ: BR_CNPJ,
        Kind.BR_CPF: BR_CPF,
        Kind.IN_GSTIN: IN_GSTIN,
        Kind.JP_CN: JP_CN,
        Kind.SG_UEN: SG_UEN,
        Kind.CN_USCC: CN_USCC,
        Kind.KR_BRN: KR_BRN,
        Kind.KR_PCCC: KR_PCCC,
        Kind.EORI: EORI,
        Kind.IOSS: IOSS,
        Kind.IOSS_INTERMEDIARY: IOSS_INTERMEDIARY,
        Kind.OSS_NON_UNION: OSS_NON_UNION,
        Kind.S10: S10,
    }
