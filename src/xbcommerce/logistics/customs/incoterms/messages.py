"""What terms of trade say, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_COSTS = {
    "origin_inland": "the carriage to the carrier or port of departure",
    "export_clearance": "the export clearance",
    "main_carriage": "the main carriage",
    "insurance": "the insurance of the main carriage",
    "unloading": "the unloading at the destination",
    "import_clearance": "the import clearance",
    "import_duty_tax": "import duty and tax",
    "destination_inland": "the carriage to the buyer's door",
}
_POINTS = {
    "ready": "once the goods are at the buyer's disposal at the seller's premises",
    "with_carrier": "once the goods are handed over to the carrier",
    "alongside": "once the goods are alongside the vessel",
    "on_board": "once the goods are on board the vessel",
    "arrived": "once the goods are at the destination, ready to be unloaded",
    "cleared": "once the goods are at the destination, cleared for import",
    "unloaded": "once the goods are unloaded at the destination",
}
_PARTIES = ("seller", "buyer")

ENGLISH = Messages.english(
    {
        **{
            f"incoterm.pays.{party}.{cost}": f"  the {party} pays {words}"
            for party in _PARTIES
            for cost, words in _COSTS.items()
        },
        **{
            f"incoterm.may_pay.{party}.insurance": (
                f"  nobody must insure the main carriage; the {party}, who bears its risk, pays if he does"
            )
            for party in _PARTIES
        },
        **{f"incoterm.risk.{point}": f"  the risk passes {words}" for point, words in _POINTS.items()},
        **{f"incoterm.title.{point}": f"  ownership passes {words}" for point, words in _POINTS.items()},
        "incoterm.term": "{term} (Incoterms {edition})",
        "incoterm.term_at_place": "{term} {place} (Incoterms {edition})",
        "incoterm.legacy": "  {written} is no longer a term of Incoterms; today it reads {term}",
        "incoterm.cover": "  with at least the cover of the Institute Cargo Clauses ({cover})",
        "incoterm.title.by_contract": "The contract says where ownership passes; {term} does not rule it",
        "incoterm.title.by_convention": (
            "The contract does not say where ownership passes, and {term} does not rule it; by convention "
            "it is taken to pass with the risk"
        ),
        "incoterm.sea_only": (
            "{term} is made for sea and inland waterway only; for any other carriage agree on {instead}"
        ),
        "incoterm.in_container": (
            "Under {term} the risk passes on board or alongside, but the carrier takes over a container "
            "before that; agree on {instead}"
        ),
        "incoterm.export_by_buyer": (
            "Under {term} the buyer clears the goods for export, which a foreign buyer often cannot do; "
            "agree on FCA"
        ),
        "incoterm.import_vat_by_seller": (
            "Under {term} the seller imports: without a registration at the destination he cannot deduct "
            "the import tax he pays there"
        ),
        "incoterm.unknown": "{where}: no such term is known on {on}; known are {known}",
        "incoterm.no_equivalent": (
            "{where} is no longer a term of Incoterms and none took its place; look at {consider}, and agree "
            "on one with the other side"
        ),
        "incoterm.edition_unknown": (
            "{where}: nothing is known of it in the edition {edition}; known editions: {known}"
        ),
        "incoterm.edition_unclear": (
            "{where}: {year} may be the edition or belong to the place; write 'Incoterms {year}', or name "
            "the edition in brackets"
        ),
    }
)
