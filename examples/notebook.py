"""Explore a channel choice and a reorder, with sliders: `marimo edit notebook.py`.

It is a Python file like any other: `python notebook.py` runs it, `pytest notebook.py` runs its tests.
"""

import marimo

app = marimo.App(width="medium", app_title="One parcel, one reorder")

with app.setup:
    from datetime import date
    from fractions import Fraction

    import marimo as mo
    from moneyed import Money

    from xbcommerce.kernel.measures import Dimensions
    from xbcommerce.kernel.unmet import Refusal
    from xbcommerce.logistics import ChannelChoice, ChoicePolicy, Criterion, Destination, Parcel, choose, shop
    from xbcommerce.reference.channels import demo_channels
    from xbcommerce.reference.rates import ecb_rates
    from xbcommerce.supply import (
        CycleService,
        Forecast,
        LeadTime,
        Leg,
        LotTerms,
        Offer,
        Pmf,
        Position,
        PriceTier,
        Recommendation,
        ReviewRules,
        recommend,
    )

    ON = date(2026, 10, 30)


@app.cell
def _():
    mo.md("""
    # One parcel, one reorder

    Which channel should carry a parcel to Hamburg, if a day is worth so much? And how much do we order, by
    sea or by air, with so much left in stock? Move the sliders: every figure and every rejected alternative
    is told.
    """)


@app.cell
def _():
    weight_g = mo.ui.slider(100, 5_000, 100, value=1_800, label="weight in g", show_value=True)
    days_matter = mo.ui.slider(5, 95, 5, value=50, label="weight of days in %", show_value=True)
    mo.hstack([weight_g, days_matter])
    return days_matter, weight_g


@app.function
def channel_for(weight_g: int, days_pct: int) -> ChannelChoice | Refusal:
    """Choose a channel for one parcel from Shenzhen to Hamburg."""
    parcel = Parcel(Dimensions(300, 200, 150), weight_g, value=Money("45.00", "EUR"))
    hamburg = Destination("DE", "20095", phone=True, flags={"remote": False})
    offers = shop([parcel], demo_channels(), hamburg, ON, currency="EUR", fx=ecb_rates())
    days = Fraction(days_pct, 100)
    criteria = (Criterion("cost", 100, 0, 1 - days), Criterion("p90_days", 60, 2, days))
    return choose(offers, ChoicePolicy(criteria, currency="EUR"))


@app.cell
def _(days_matter, weight_g):
    choice = channel_for(weight_g.value, days_matter.value)
    choice
    return (choice,)


@app.cell
def _(choice):
    mo.plain_text(str(choice))


@app.cell
def _():
    on_hand = mo.ui.slider(0, 600, 10, value=150, label="units in stock", show_value=True)
    service = mo.ui.slider(80, 99, 1, value=95, label="cycles without a gap in %", show_value=True)
    mo.hstack([on_hand, service])
    return on_hand, service


@app.function
def reorder(on_hand: int, service_pct: int) -> Recommendation:
    """Say what to order of an item that sells four a day, from one supplier by sea or by air."""
    tiers, lots = [PriceTier(1, Money("20.00", "CNY"))], LotTerms(200, 24)
    days = {"sea": {35: ".9", 50: ".1"}, "air": {6: ".8", 9: ".2"}}
    freight = {"sea": Money("0.30", "EUR"), "air": Money("1.90", "EUR")}
    offers = [
        Offer(mode, mode, LeadTime.of(Leg("ship", Pmf(days[mode]))), tiers, lots, freight[mode])
        for mode in days
    ]
    return recommend(
        Position(on_hand=on_hand),
        Forecast(4, 9),
        offers,
        target=CycleService(Fraction(service_pct, 100)),
        on=ON,
        currency="EUR",
        rules=ReviewRules(carrying_rate="0.25"),
        rates=ecb_rates(),
    )


@app.cell
def _(on_hand, service):
    reorder(on_hand.value, service.value)


@app.function
def test_the_heavier_the_days_the_faster_the_channel():
    """Whoever minds only money waits longest; whoever minds only days waits least."""
    waits = [channel_for(1_800, share).best.transit.p90_days for share in (5, 50, 95)]
    assert waits == sorted(waits, reverse=True)
    assert waits[0] > waits[-1]


@app.function
def test_the_emptier_the_shelf_the_sooner_the_order():
    """Full shelves wait; empty ones order."""
    assert not reorder(600, 95).lines
    assert reorder(0, 95).lines


@app.function
def test_what_is_shown_is_html():
    """Both decisions show themselves in a notebook."""
    assert channel_for(1_800, 50)._repr_html_().startswith("<table>")
    assert "<ul>" in reorder(150, 95)._repr_html_()


if __name__ == "__main__":
    app.run()
