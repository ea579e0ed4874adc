"""What is said about restrictions and dangerous goods, in English; other languages are packaged."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_BY = " ({record}, {source})"

_BLOCKS = {
    "aerosol_by_post": "spray cans do not go by post",
    "aerosol_too_large": "aircraft carry no spray can of more than 1 l",
    "alcohol_by_post": "this alcohol does not go by post",
    "battery_by_post": "these batteries do not go by post by themselves or beside equipment",
    "batteries_by_post": "post takes at most 4 cells or 2 batteries in equipment",
    "battery_large_by_post": "the batteries are too large for post, even in equipment",
    "damaged_battery_by_post": "damaged or recalled batteries do not go by post",
    "flammable_liquid_by_post": "flammable liquids do not go by post",
    "magnet_by_post": "magnets whose field reaches 2.1 m do not go by post",
    "magnet_too_strong": "the field of the magnets reaches too far for any aircraft",
    "meat_dairy_by_parcel": "meat and milk products may not be sent to private persons in {places}",
    "sodium_battery_by_post": "sodium ion batteries do not go by post",
    "toy_in_food": "sweets around a toy may not enter {places}",
    "used_clothing_banned": "used clothing may not enter {places}",
    "vapes_banned": "e-cigarettes may not enter {places}",
}
_NEEDS = {
    "aerosol_by_air": "spray cans (UN 1950) fly with a shipper's declaration",
    "carrier_approval": "the carrier must have approved the sender for such batteries",
    "cites_species": "products of protected species cross borders with a CITES permit",
    "cosmetics_responsible_person": "cosmetics need a responsible person and a notification in {places}",
    "flammable_liquid_by_air": "flammable liquids fly with a shipper's declaration",
    "food_prior_notice": "food must be announced to the FDA before it arrives in {places}",
    "magnet_by_air": "magnets whose field reaches 2.1 m (UN 2807) fly with a shipper's declaration",
    "plants_phytosanitary": "plants and seeds need a phytosanitary certificate in {places}",
    "strong_alcohol_by_air": "alcohol of more than 70 % flies with a shipper's declaration",
    "vapes_need_permit": "e-cigarettes enter {places} with an import licence and permit only",
    "wood_packaging": "wood packaging must bear the mark of ISPM 15 in {places}",
}
_WARNS = {"alcohol_by_air": "ask the carrier: it is alcohol of more than 24 %"}
_ALLOWS = {"button_cells_by_post": "button cells in equipment may go by post"}

ENGLISH = Messages.english(
    {
        **{
            f"restriction.{code}": f"{{where}}: {text}{_BY}"
            for texts in (_BLOCKS, _NEEDS, _WARNS, _ALLOWS)
            for code, text in texts.items()
        },
        "restriction.verdict.allow": (
            "It may be sent: no rule on record speaks against it, by the classes of goods that are told"
        ),
        "restriction.verdict.warn": "It may be sent; to be minded:",
        "restriction.verdict.needs_document": "It may be sent with what is named here:",
        "restriction.verdict.needs_facts": "Not settled: facts are missing that decide",
        "restriction.verdict.block": "It may not be sent:",
        "restriction.level.allow": "{where}: permitted: {title}" + _BY,
        "restriction.level.warn": "{where}: to be minded: {title}" + _BY,
        "restriction.level.needs_document": "{where}: needs {document}: {title}" + _BY,
        "restriction.level.block": "{where}: forbidden: {title}" + _BY,
        "restriction.open": "{where}: open under {record} until {missing} is known ({reason}, {source})",
        "restriction.doubt.ambiguous": "  several records answer for the day, {record} is one of them",
        "restriction.doubt.estimated": "  {record} is an estimate: the rule of that day is not verified",
        "restriction.doubt.stale": "  {record} should have been looked at again",
        "restriction.carriage": "By {carriage}:",
        "dangerous_goods.air.open": "{where}: open by air until more is known of its batteries: {missing}",
        "dangerous_goods.section": (
            "UN {un}, packing instruction {packing_instruction}, section {section} ({record})"
        ),
        "dangerous_goods.passenger": "  passenger aircraft: at most {net_kg_max} kg of batteries a package",
        "dangerous_goods.passenger_forbidden": "  passenger aircraft may not carry it",
        "dangerous_goods.cargo": "  cargo aircraft: at most {net_kg_max} kg of batteries a package",
        "dangerous_goods.cargo_forbidden": "  cargo aircraft may not carry it",
        "dangerous_goods.charge": "  charged to at most {charge_pct_max} % of the rated capacity",
        "dangerous_goods.mark": "  the battery mark must stand on the package",
        "dangerous_goods.declaration": "  a shipper's declaration for dangerous goods is needed",
        "dangerous_goods.needs_fact": "  not known, ask the maker: {where}",
        "dangerous_goods.no_sections": (
            "{where}: UN {un} falls under packing instruction {packing_instruction}, whose sections are not "
            "on record; look them up in the edition in force"
        ),
        "dangerous_goods.damaged": "  damaged, defective and recalled batteries fly in no aircraft",
        "dangerous_goods.untested": "  batteries of a type that did not pass UN 38.3 fly in no aircraft",
        "dangerous_goods.charged": "  charged to {charge_pct} %, at most {charge_pct_max} % are allowed",
        "dangerous_goods.too_heavy": (
            "  {net_kg} kg net of batteries in a package, at most {net_kg_max} kg are allowed"
        ),
        "dangerous_goods.no_aircraft": "{where}: UN {un}, section {section}: no aircraft may carry it" + _BY,
        "dangerous_goods.declare": (
            "{where}: UN {un}, section {section}: a shipper's declaration is needed" + _BY
        ),
        "dangerous_goods.cargo_only": "{where}: UN {un}, section {section}: cargo aircraft only" + _BY,
        "dangerous_goods.put_mark": (
            "{where}: UN {un}, section {section}: the battery mark must stand on the package" + _BY
        ),
    }
)
