"""May it go live, and what is missing: one listing refused and put right, and where all others stand."""

from __future__ import annotations

from xbcommerce.catalog import ListingKey, Phase, Preparing, listing_report
from xbcommerce.kernel.unmet import Note, Refusal
from xbcommerce.tour.page import Block, Cell, Line, Scene, Table, Why
from xbcommerce.tour.work.desk import Desk
from xbcommerce.tour.work.listings import Attempt, Life, live, wanted


def listing_scene(desk: Desk, lang: str) -> Scene:
    """Show the featured listing's life and the whole assortment, with titles in the reader's language."""
    featured = desk.shop.featured
    key, product = ListingKey.parse(featured.market), desk.shop.product(featured.sku)
    life = live(desk, key, product)
    title = product.product.text("title", lang, default="en") or product.sku
    before = listing_report(life.first, desk.standard, on=life.attempts[0].command.at.date())
    figures = {"title": title, "sku": product.sku, "market": str(key)}
    return Scene(
        "listing",
        Note("tour.scene.listing"),
        (
            Line(Note("tour.listing.asked", figures)),
            Line(Note("tour.listing.refused", {"open": len(before.unmet)}), "bad"),
            Why(before.unmet),
            Line(Note("tour.listing.mended"), "good"),
            _steps(life),
            *_assortment(desk, lang),
        ),
    )


def _steps(life: Life) -> Table:
    columns = ("tour.column.step", "tour.column.who", "tour.column.when", "tour.column.outcome")
    rows = tuple(
        (
            Note(f"tour.step.{type(attempt.command).__name__}"),
            attempt.command.actor,
            attempt.command.at,
            _outcome(attempt),
        )
        for attempt in life.attempts
    )
    return Table(Note("tour.listing.steps"), tuple(Note(code) for code in columns), rows)


def _outcome(attempt: Attempt) -> Note:
    if isinstance(attempt.outcome, Refusal):
        return Note("tour.listing.step_refused", {"open": len(attempt.outcome.unmet)})
    return _phase(attempt.outcome[-1].target)


def _phase(phase: Phase) -> Note:
    return Note(f"tour.phase.{type(phase).__name__}")


def _assortment(desk: Desk, lang: str) -> tuple[Block, ...]:
    keys = desk.shop.listing_keys
    lives = {(key, product.sku): live(desk, key, product) for key, product in wanted(desk)}
    rows: list[tuple[Cell, ...]] = []
    for product in desk.shop.products:
        phases = [_phase(lives[key, product.sku].last.phase) for key in keys]
        rows.append((product.sku, product.product.text("title", lang, default="en"), *phases))
    columns = (
        Note("tour.column.sku"),
        Note("tour.column.product"),
        *(Note("tour.name", {"name": str(k)}) for k in keys),
    )
    table = Table(Note("tour.listing.assortment"), columns, tuple(rows))
    unready = tuple(
        (sku, str(key), unmet)
        for (key, sku), life in lives.items()
        if isinstance(life.last.phase, Preparing)
        for unmet in life.refusals[0].unmet
    )
    names = ("sku", "listing", "missing")
    lacking = Table(
        Note("tour.listing.unready"), tuple(Note(f"tour.column.{name}") for name in names), unready
    )
    return (table, lacking) if unready else (table,)
