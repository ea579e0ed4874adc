"""The measurement units of TARIC that a duty may be stated in, as facts.

Left out of the source's 72 are those no duty is stated in: ``% sucrose``, the euro of statistics, the retail
price (a share of it is a term of its own), and the small producer discount apart from alcohol.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from xbcommerce.kernel.dated import Source

UNITS_SOURCE = Source(
    "TARIC measurement units, as published by the UK Trade Tariff (trade-tariff-backend 3c02669)",
    "https://github.com/trade-tariff/trade-tariff-backend",
    "A",
    date(2026, 11, 22),
)

_ROWS = """
ASV    | % vol                 | 1       | abv
ASVX   | % vol/hl              | 1/100   | litres abv
CCT    | ct/l                  | 1       | carrying_capacity_tonnes
CEN    | 100 p/st              | 1/100   | items
CTM    | c/k                   | 1       | carats
DAP    | 10000 kg/polar        | 1/10000 | kg_polarised
DHS    | kg DHS                | 1       | kg_dihydrostreptomycin
DTN    | 100 kg                | 1/100   | kg
DTNE   | 100 kg/net eda        | 1/100   | kg_drained
DTNF   | 100 kg common wheat   | 1/100   | kg_common_wheat
DTNG   | 100 kg/br             | 1/100   | kg_gross
DTNL   | 100 kg live weight    | 1/100   | kg_live
DTNM   | 100 kg/net mas        | 1/100   | kg_dry_matter
DTNP   | 100 kg / lactic.      | 1/100   | kg_lactic_matter
DTNR   | 100 kg std qual       | 1/100   | kg_standard_quality
DTNS   | 100 kg raw sugar      | 1/100   | kg_raw_sugar
DTNZ   | 100 kg/net/%sacchar.  | 1/100   | kg brix
GFI    | gi F/S                | 1       | g_fissile_isotopes
GRM    | g                     | 1000    | kg
GRT    | GT                    | 1       | gross_tonnage
HLT    | hl                    | 1/100   | litres
HMT    | 100 m                 | 1/100   | metres
KCC    | kg C₅H₁₄ClNO          | 1       | kg_choline_chloride
KCL    | tonne KCl             | 1/1000  | kg_potassium_chloride
KGM    | kg                    | 1       | kg
KGMA   | kg/tot/alc            | 1       | kg_alcohol
KGME   | kg/net eda            | 1       | kg_drained
KGMG   | GKG                   | 1       | kg_gross
KGMP   | kg/lactic matter      | 1       | kg_lactic_matter
KGMS   | kg/raw sugar          | 1       | kg_raw_sugar
KGMT   | kg/dry lactic matter  | 1       | kg_dry_lactic_matter
KLT    | 1000 l                | 1/1000  | litres
KMA    | kg methylamines       | 1       | kg_methylamines
KMT    | KM                    | 1/1000  | metres
KNI    | kg N                  | 1       | kg_nitrogen
KNS    | kg H₂O₂               | 1       | kg_hydrogen_peroxide
KPH    | kg KOH                | 1       | kg_potassium_hydroxide
KPO    | kg K₂O                | 1       | kg_potassium_oxide
KPP    | kg P₂O₅               | 1       | kg_phosphorus_pentaoxide
KSD    | kg 90% sdt            | 1       | kg_90_percent_dry
KSH    | kg NaOH               | 1       | kg_sodium_hydroxide
KUR    | kg U                  | 1       | kg_uranium
LPA    | l alc. 100%           | 1/100   | litres abv
LTR    | l                     | 1       | litres
LTRA   | L total alc.          | 1       | litres_alcohol
MIL    | 1000 p/st             | 1/1000  | items
MPR    | 1000 pa               | 1/1000  | pairs
MTK    | m²                    | 1       | square_metres
MTQ    | m³                    | 1       | cubic_metres
MTQC   | 1000 m³               | 1/1000  | cubic_metres
MTR    | m                     | 1       | metres
MWH    | 1000 kWh              | 1/1000  | kwh
NAR    | p/st                  | 1       | items
NARB   | b/f                   | 1       | items_per_flask
NCL    | ce/el                 | 1       | cells
NPR    | pa                    | 1       | pairs
SPQLPA | l alc. 100% x SPR     | 1/100   | litres abv spr
SPQLTR | % vol/hl x SPR        | 1/100   | litres abv spr
TJO    | TJ                    | 1       | terajoules
TNE    | 1000 kg               | 1/1000  | kg
TNEE   | 1000 kg/net eda       | 1/1000  | kg_drained
TNEI   | 1000 kg/biodiesel     | 1/1000  | kg_biodiesel
TNEJ   | 1000 kg/fuel content  | 1/1000  | kg_fuel
TNEK   | 1000 kg/bioethanol    | 1/1000  | kg_bioethanol
TNEM   | 1000 kg/net mas       | 1/1000  | kg_dry_matter
TNER   | 1000 kg std qual      | 1/1000  | kg_standard_quality
TNEZ   | 1000 kg/net/%saccha.  | 1/1000  | kg brix
WAT    | Watt                  | 1       | watts
"""

ALIASES = {
    "NAR": ("item", "items"),
    "MIL": ("1000 items",),
    "TNE": ("tonne",),
    "GRM": ("gram",),
    "KMA": ("kg met.am.",),
    "KGMG": ("kg/br",),
    "SPQLPA": ("for each litre of pure alcohol, multiplied by the SPR discount",),
}
"""Other spellings that tariffs print."""

QUALIFIERS = {
    "A": ("tot alc",),
    "E": ("net eda", "net drained wt"),
    "F": ("common wheat",),
    "G": ("br", "gross"),
    "I": ("biodiesel", "of biodiesel content"),
    "J": ("fuel content",),
    "K": ("bioethanol",),
    "L": ("live weight",),
    "M": ("net mas", "net dry"),
    "P": ("lactic matter", "lactic."),
    "R": ("std qual",),
    "S": ("raw sugar",),
    "T": ("dry lactic matter",),
    "X": ("hl",),
    "Z": ("net/%sacchar.", "%sacchar."),
    "SPR": ("x SPR",),
}
"""What a qualifier's letter is printed as, after a unit and a slash or blank."""

PRINTED_APART = {"DTNP": ("lactic.",), "KGMP": ("lactic matter",)}
"""Where each unit has a spelling of the qualifier of its own: ``kg / lactic.`` is no unit."""

STANDS_IN: Mapping[str, str] = dict.fromkeys(
    (
        "kg_drained",
        "kg_common_wheat",
        "kg_live",
        "kg_dry_matter",
        "kg_standard_quality",
        "kg_raw_sugar",
        "kg_biodiesel",
        "kg_fuel",
        "kg_bioethanol",
    ),
    "kg",
)
"""Masses for which the source asks plain kilograms. Not among them: gross mass, which is more than that."""


def rows() -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Go through the table: code, abbreviation, multiplier, quantities."""
    for row in _ROWS.strip().splitlines():
        code, abbreviation, multiplier, quantities = (cell.strip() for cell in row.split(" | "))
        yield code, abbreviation, multiplier, tuple(quantities.split())
