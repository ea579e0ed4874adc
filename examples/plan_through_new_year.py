"""Plan one real product through Chinese New Year, with sliders: `marimo edit plan_through_new_year.py`.

It is a Python file like any other: `python plan_through_new_year.py` runs it, and pytest runs its tests.
"""

import marimo

app = marimo.App(width="medium", app_title="One product through Chinese New Year")

with app.setup:
    import random
    from datetime import date, timedelta
    from decimal import Decimal
    from fractions import Fraction
    from math import ceil

    import marimo as mo
    from moneyed import Money

    from xbcommerce.kernel.calendars import Closure, WorkCalendar
    from xbcommerce.kernel.fx import RateTable
    from xbcommerce.reference import messages
    from xbcommerce.supply import (
        CycleService,
        DemandSeries,
        Flag,
        LeadTime,
        Leg,
        LotTerms,
        Offer,
        Pmf,
        Position,
        PriceTier,
        Recommendation,
        ReviewRules,
        forecast,
        lead_time_demand,
        parse_method,
        recommend,
        reorder_point,
        select,
    )
    from xbcommerce.supply.policies import InPacks, OrderUpTo
    from xbcommerce.supply.replay import (
        Comparison,
        DrawnTransit,
        ReplayCosts,
        ReplaySetup,
        compare,
        project_stock,
        service_curve,
    )
    from xbcommerce.tour.charts import Chart, to_svg
    from xbcommerce.tour.supply_charts import projection_chart, service_chart

    ITEM = "22423, Regency Cakestand 3 Tier"
    # Weekly units from 6 December 2010: Online Retail, Daqing Chen, UCI Machine Learning Repository (CC BY)
    SOLD = """
        851 442 178   0 251 407 139 231 150 139 400 204 349
        190 308 329 334 282 366 186 325 171 366 307 169 263
        208 174 143  85 131 292 341 342 180 178 210 242 147
        150 219 147 149 409 214 268 135 279 169 235 261 236
    """
    METHODS = ("naive", "mean", "ma:4", "ma:8", "ses:0.1", "ses:0.2")
    RATES = RateTable(  # of the European Central Bank
        "EUR", "ECB", {date(2011, 12, 2): {"GBP": Decimal("0.86020"), "CNY": Decimal("8.5702")}}
    )
    FESTIVALS = (
        Closure(date(2011, 1, 24), date(2011, 2, 20), "Spring Festival 2011"),
        Closure(date(2012, 1, 9), date(2012, 2, 5), "Spring Festival 2012"),
    )


@app.cell
def _():
    mo.md("""
    # One product through Chinese New Year

    A real year of sales of a cake stand, a made-up factory in Shantou, and a festival on 23 January 2012.
    What do we order on 5 December, by sea or by air? And would such a rule have worked in the year before?
    Move the sliders: every figure and every rejected alternative is told.
    """)


@app.function
def cake_stand() -> DemandSeries:
    """Read the history; the shop was shut in the week without a sale."""
    weeks = [int(units) for units in SOLD.split()]
    flags = [Flag.OK if units else Flag.CLOSED for units in weeks]
    return DemandSeries(date(2010, 12, 6), 7, weeks, flags)


@app.function
def lead_time(last_leg: Pmf) -> LeadTime:
    """Go from the factory, closed for the festival, by a main leg to customs, which opens one box in ten."""
    factory = WorkCalendar.of(weekend=("sun",), closures=FESTIVALS)
    office = WorkCalendar.of(weekend=("sat", "sun"))
    customs = Pmf.mix((".9", Pmf.point(2)), (".1", Pmf.point(9)))
    return LeadTime.of(
        Leg("production", Pmf({12: ".6", 16: ".4"}), factory),
        Leg("main leg", last_leg),
        Leg("customs", customs, office),
    )


@app.function
def offers() -> list[Offer]:
    """Offer the cake stand by sea, by air, and from somebody whose currency has no rate."""
    by_sea, by_air = lead_time(Pmf({30: ".7", 35: ".3"})), lead_time(Pmf({4: ".8", 6: ".2"}))
    dear, cheap = PriceTier(1, Money("34.00", "CNY")), PriceTier(3_000, Money("31.50", "CNY"))
    order_cost = Money("90.00", "GBP")
    return [
        Offer(
            "shantou-sea", "sea", by_sea, [dear, cheap], LotTerms(600, 8), Money("0.62", "GBP"),
            duty_rate="0.12", order_cost=order_cost, owned_in_transit_days=37,
        ),
        Offer(
            "shantou-air", "air", by_air, [dear], LotTerms(96, 8), Money("3.40", "GBP"),
            duty_rate="0.12", order_cost=order_cost, owned_in_transit_days=6,
        ),
        Offer(
            "osaka-sea", "sea", by_sea, [PriceTier(1, Money("420", "JPY"))], LotTerms(1, 8),
            Money("0.70", "GBP"),
        ),
    ]  # fmt: skip


@app.cell
def _():
    history = cake_stand()
    choice = select(
        {ITEM: history}, [parse_method(name) for name in METHODS], horizon=9, origins=[9, 13, 17, 21]
    )
    mo.plain_text(str(choice))
    return choice, history


@app.cell
def _():
    on_hand = mo.ui.slider(0, 6_000, 100, value=2_400, label="units in stock", show_value=True)
    service = mo.ui.slider(80, 99, 1, value=95, label="cycles without a gap in %", show_value=True)
    mo.hstack([on_hand, service])
    return on_hand, service


@app.function
def plan(on_hand: int, service_pct: int, method: str) -> Recommendation:
    """Say what to order on 5 December 2011."""
    history = cake_stand()
    return recommend(
        Position(on_hand=on_hand),
        forecast(history, parse_method(method)),
        offers(),
        target=CycleService(Fraction(service_pct, 100)),
        on=history.end,
        currency="GBP",
        rates=RATES,
        rules=ReviewRules(carrying_rate="0.25"),
    )


@app.cell
def _(choice, on_hand, service):
    answer = plan(on_hand.value, service.value, choice.chosen)
    answer
    return (answer,)


@app.function
def drawn(chart: Chart, lang: str = "en") -> str:
    """Draw a chart, with its title above."""
    return f"<p><b>{messages().render(chart.title, lang)}</b></p>{to_svg(chart, messages(), lang)}"


@app.cell
def _(answer):
    mo.Html(drawn(projection_chart(project_stock(answer, closures=FESTIVALS), ITEM)))


@app.function
def tried(method: str, *services_pct: int) -> Comparison:
    """Play the level of each service through April to December 2011, all with the same ships."""
    history, sea = cake_stand(), offers()[0]
    monday = date(2012, 3, 5)
    days = sea.lead_time.arrival(monday + timedelta(days=7)).days_from(monday)
    demand = lead_time_demand(forecast(history, parse_method(method)), days)
    levels = {
        pct: ceil(reorder_point(demand, CycleService(Fraction(pct, 100))).level) for pct in services_pct
    }
    setup = ReplaySetup(
        DrawnTransit.seeded(sea.lead_time, random.Random(2011), draws=len(history.quantities)),  # noqa: S311
        initial_stock=2_400,
        warm_up_buckets=18,
        costs=ReplayCosts.in_money(Money("0.02", "GBP"), Money("90.00", "GBP"), Money("5.00", "GBP")),
    )
    policies = {
        f"{pct} %: {level}": InPacks(OrderUpTo(level, level + 600), LotTerms(600, 8))
        for pct, level in levels.items()
    }
    return compare(history, policies, setup)


@app.cell
def _(choice, service):
    proof = tried(choice.chosen, 5, 20, 35, 50, 65, 80, 90, 99, service.value)
    best = proof.choose("0.97")
    mo.vstack([mo.plain_text(str(best)), mo.Html(drawn(service_chart(service_curve(proof), ITEM)))])
    return (best,)


@app.function
def test_the_emptier_the_shelf_the_sooner_the_order():
    """Full shelves wait; with the sea too late, part of it flies."""
    assert not plan(6_000, 95, "ses:0.1").lines
    assert [line.mode for line in plan(0, 95, "ses:0.1").lines] == ["air", "sea"]


@app.function
def test_what_cannot_be_taken_says_why():
    """Nobody knows the yen."""
    (osaka,) = plan(2_400, 95, "ses:0.1").rejected
    assert [unmet.code for unmet in osaka.unmet] == ["offer.unknown_currency"]


@app.function
def test_the_setting_is_proven_on_the_past():
    """The level of 95 % serves all of the summer; a tenth of the service does not."""
    proof = tried("ses:0.1", 10, 95)
    low, high = proof.reports.values()
    assert low.fill_rate < high.fill_rate == 1


@app.function
def test_charts_are_drawn_in_the_readers_language():
    """As SVG that takes the colours of the page."""
    drawing = drawn(
        projection_chart(project_stock(plan(2_400, 95, "ses:0.1"), closures=FESTIVALS), ITEM), "zh_Hans"
    )
    assert "<svg" in drawing
    assert "再订货点" in drawing


if __name__ == "__main__":
    app.run()
