"""Choosing a channel: fixed anchors, contributions that add up, and reasons for all that was left out."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics import (
    ChannelChoice,
    ChannelQuote,
    ChoicePolicy,
    Criterion,
    Curve,
    Mode,
    Offers,
    QuoteLine,
    Refused,
    Score,
    TransitDays,
    choose,
    generalised_cost,
    score_all,
    weight_interval,
)
from xbcommerce.logistics.choice import figures_of
from xbcommerce.reference import messages
from xbcommerce.testing.strategies.shipping import channel_quotes, choice_policies, criteria

CRITERIA = (
    Criterion("cost", 40, 0, "0.5"),
    Criterion("p90_days", 30, 0, "0.3"),
    Criterion("on_time", "0.6", 1, "0.2"),
)
POLICY = ChoicePolicy(CRITERIA, currency="USD")


def offer(channel_id: str, price: str, days: int, on_time: str, *features: str) -> ChannelQuote:
    """Make a quote of which only what is weighed is given."""
    lines = (QuoteLine("BASE", Money(price, "USD")),)
    return ChannelQuote(
        channel_id,
        channel_id.title(),
        Mode.AIR,
        "EU",
        lines,
        1,
        Fraction(500),
        500,
        TransitDays(days, days),
        frozenset(features),
        FrozenMap({"on_time": Fraction(on_time)}),
    )


POST = offer("post", "6.20", 18, "0.86")
COURIER = offer("courier", "21.00", 4, "0.97", "signature", "tracked")
LINE = offer("line", "9.80", 9, "0.93", "tracked")


def chosen(found: ChannelChoice | Refusal) -> ChannelChoice:
    """Return a choice that was made."""
    assert isinstance(found, ChannelChoice), found
    return found


def test_three_channels_are_ranked_with_their_contributions() -> None:
    """The verified case: 0.7525 for the line, made of 0.3775, 0.21 and 0.165."""
    choice = chosen(choose([POST, COURIER, LINE], POLICY))
    assert [each.quote.channel_id for each in choice.ranked] == ["line", "courier", "post"]
    assert choice.best == LINE
    assert choice.score.total == Fraction("0.7525")
    assert choice.score.contributions == {
        "cost": Fraction("0.3775"),
        "p90_days": Fraction("0.21"),
        "on_time": Fraction("0.165"),
    }


def test_the_weight_of_cost_may_lie_between_a_third_and_twenty_five_thirty_fourths() -> None:
    """Below the courier would win, above the post."""
    interval = chosen(choose([POST, COURIER, LINE], POLICY)).interval("cost")
    assert (interval.low, interval.high) == (Fraction(1, 3), Fraction(25, 34))


def test_a_choice_reads_as_a_shopkeeper_would_tell_it() -> None:
    """The channel, what each criterion added, who came next, and who was left out and why."""
    refused = Refused(
        "sea",
        "Sea",
        Refusal.of(
            Unmet("goods.denied", "Sea", {"goods": "liquid", "country": "DE", "text": "goods.denied.liquid"})
        ),
    )
    told = str(choose(Offers((POST, COURIER, LINE), (refused,)), POLICY)).splitlines()
    assert told[0] == (
        "chosen: Line, 75.2 of 100 points, USD 9.80, half arrive within 9 days, nine in ten within 9"
    )
    assert told[1] == (
        "  costs USD 9.80: 37.7 points at a weight of 50 %; the same choice at any weight from 33.4 to 73.5 %"
    )
    assert told[2].startswith("  nine in ten arrive within 9 days: ")
    assert told[3].startswith("  93 % arrive on time: ")
    assert told[4] == (
        "behind it: Courier, 68.2 points, USD 21.00, half arrive within 4 days, nine in ten within 4"
    )
    assert told[-1] == "Sea: does not take liquids to DE"


def test_the_table_escapes_what_people_called_their_channels() -> None:
    """A name with markup is text."""
    choice = chosen(choose([evolve(LINE, channel_name="<b>Line & Co</b>")], POLICY))
    html = choice._repr_html_()
    assert "&lt;b&gt;Line &amp; Co&lt;/b&gt;" in html
    assert "<b>" not in html
    assert html.count("<tr>") == 2


def test_needs_and_limits_reject_with_every_reason() -> None:
    """Tracking, a signature, ten days, ten dollars."""
    strict = ChoicePolicy(
        CRITERIA, currency="USD", needs={"tracked", "signature"}, p90_days_max=8, total_max=Money("10", "USD")
    )
    found = choose([POST, COURIER, LINE], strict)
    assert isinstance(found, Refusal)
    assert [(unmet.where, unmet.code) for unmet in found.unmet] == [
        ("Post", "choice.too_slow"),
        ("Post", "choice.lacks_feature"),
        ("Post", "choice.lacks_feature"),
        ("Courier", "choice.too_dear"),
        ("Line", "choice.too_slow"),
        ("Line", "choice.lacks_feature"),
    ]


def test_a_figure_that_is_unknown_is_no_zero() -> None:
    """The channel is left out and says what is missing; the others are ranked."""
    untold = evolve(POST, ratings=FrozenMap[str, Fraction]())
    choice = chosen(choose([untold, LINE], POLICY))
    assert [each.channel_id for each in choice.rejected] == ["post"]
    assert choice.rejected[0].refusal.unmet[0].params == {"criterion": "on_time"}


def test_quotes_in_another_currency_are_not_compared() -> None:
    """6.20 euros are not less than 9.80 dollars by themselves."""
    euros = evolve(POST, lines=(QuoteLine("BASE", Money("6.20", "EUR")),))
    choice = chosen(choose([euros, LINE], POLICY))
    assert choice.rejected[0].refusal.codes == ("choice.other_currency",)


def test_nothing_to_choose_from_is_a_refusal() -> None:
    """Not an exception."""
    found = choose([], POLICY)
    assert isinstance(found, Refusal)
    assert found.codes == ("choice.no_channels",)


def test_ties_go_to_the_lower_cost_then_to_the_id() -> None:
    """Whatever order they were quoted in."""
    even = ChoicePolicy((Criterion("cost", 20, 0), Criterion("p90_days", 20, 0)), currency="USD")
    b, a, c = offer("b", "8", 6, "1"), offer("a", "6", 8, "1"), offer("c", "8", 6, "1")
    for quotes in ([b, a, c], [c, b, a]):
        assert [each.quote.channel_id for each in chosen(choose(quotes, even)).ranked] == ["a", "b", "c"]


def test_figures_outside_the_anchors_are_clamped_and_told() -> None:
    """80 dollars and 60 days are worth nothing, not less."""
    truck = offer("truck", "80", 60, "0.5")
    choice = chosen(choose([LINE, truck], POLICY))
    assert choice.ranked[1].score.total == 0
    assert choice.ranked[1].score.clamped == ("cost", "p90_days", "on_time")
    assert "Truck: costs USD 80.00, beyond what the policy weighs; it counts as 40" in str(choice)
    assert "Truck: nine in ten arrive within 60 days, beyond what the policy weighs; it counts as 30" in str(
        choice
    )


def test_a_curve_bends_the_value_and_is_flat_outside() -> None:
    """Worth 0.9 at 7 days, 0.5 at 14, nothing from 30."""
    curve = Curve(((0, 1), (7, "0.9"), (14, "0.5"), (30, 0)))
    assert [str(curve.at(days)) for days in ("0", "7", "10.5", "22", "45")] == [
        "1",
        "9/10",
        "7/10",
        "1/4",
        "0",
    ]
    bent = Criterion.bent("p90_days", curve.points, 3)
    assert (bent.worst, bent.best) == (30, 0)
    assert score_all([bent, CRITERIA[0]], [{"p90_days": "10.5", "cost": 40}])[0].total == Fraction(
        7, 10
    ) * Fraction(6, 7)


def test_generalised_cost_puts_everything_into_money() -> None:
    """Price, waiting, expected loss and expected lateness."""
    cost = generalised_cost(
        "6.20", days=18, amount_per_day="0.80", loss_rate="0.02", value=45, on_time="0.86", late_amount=5
    )
    assert cost.total == Fraction("22.2")
    with pytest.raises(InvalidValueError, match="shares from 0 to 1"):
        generalised_cost(1, days=1, amount_per_day=1, loss_rate=2, value=1, on_time=1, late_amount=1)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda: Criterion("cost", 5, 5), "nothing lies between"),
        (lambda: Criterion("cost", 40, 0, 0), "weight=0"),
        (lambda: ChoicePolicy((), currency="USD"), "at least one"),
        (lambda: ChoicePolicy((CRITERIA[0], CRITERIA[0]), currency="USD"), "its own name"),
        (lambda: ChoicePolicy(CRITERIA, currency="USD", needs="tracked"), "needs={'tracked'}"),
        (lambda: ChoicePolicy(CRITERIA, currency="USD", total_max=Money(5, "EUR")), "one currency"),
        (lambda: Curve(((0, 1),)), "at least two"),
        (lambda: Curve(((0, 1), (0, 0))), "its own x"),
        (lambda: Curve(((0, 2), (1, 0))), "from 0 to 1"),
        (lambda: score_all(CRITERIA, [{"cost": 5}]), "unknown is not zero"),
        (lambda: weight_interval(CRITERIA, [], 0, "days"), "no criterion 'days'"),
    ],
    ids=[
        "anchors",
        "weight",
        "none",
        "twice",
        "letters",
        "currency",
        "point",
        "points",
        "value",
        "row",
        "name",
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused(broken: object, says: str) -> None:
    """The message shows the value and the way out."""
    with pytest.raises(InvalidValueError, match=says):
        broken()  # type: ignore[operator]


quotes_of_one_shop = st.lists(
    channel_quotes(channel_ids=st.sampled_from("abcdef")),
    min_size=1,
    max_size=6,
    unique_by=lambda quote: quote.channel_id,
)


@given(quotes_of_one_shop, choice_policies(), st.data())
def test_dropping_a_channel_never_changes_the_order_of_the_others(
    quotes: list[ChannelQuote], policy: ChoicePolicy, data: st.DataObject
) -> None:
    """No rank reversal: neither order nor scores of the rest."""
    found = choose(quotes, policy)
    assume(isinstance(found, ChannelChoice) and len(found.ranked) > 1)
    dropped = data.draw(st.sampled_from(quotes))
    without = chosen(choose([each for each in quotes if each != dropped], policy))
    before = [
        (each.quote.channel_id, each.score.total) for each in chosen(found).ranked if each.quote != dropped
    ]
    assert [(each.quote.channel_id, each.score.total) for each in without.ranked] == before


@given(quotes_of_one_shop, criteria())
def test_contributions_sum_to_the_score_and_match_the_formula(
    quotes: list[ChannelQuote], weighed: tuple[Criterion, ...]
) -> None:
    """The whole numbers inside are the fractions of the definition."""
    weights = sum(each.weight for each in weighed)
    for each in chosen(choose(quotes, ChoicePolicy(weighed, currency="USD"))).ranked:
        figures = figures_of(each.quote)
        parts = {one.name: one.weight / weights * one.value(figures[one.name]) for one in weighed}
        assert each.score.contributions == parts
        assert each.score.total == sum(parts.values())
        assert 0 <= each.score.total <= 1
        assert set(each.score.clamped) == {one.name for one in weighed if one.clamps(figures[one.name])}


@given(quotes_of_one_shop, criteria(), st.fractions(Fraction(1, 9), 9), st.randoms(use_true_random=False))
def test_scaling_all_weights_and_listing_otherwise_changes_nothing(
    quotes: list[ChannelQuote], weighed: tuple[Criterion, ...], factor: Fraction, random: object
) -> None:
    """5:3:2 is .5/.3/.2, in whatever sequence channels were asked."""
    scaled = tuple(evolve(each, weight=each.weight * factor) for each in weighed)
    shuffled = list(quotes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    ranked = [
        [
            (each.quote.channel_id, each.score.total)
            for each in chosen(choose(some, ChoicePolicy(of, currency="USD"))).ranked
        ]
        for some, of in ((quotes, weighed), (shuffled, scaled))
    ]
    assert ranked[0] == ranked[1]


@given(
    st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=1, max_size=5),
    st.sampled_from(CRITERIA),
)
def test_the_choice_stays_inside_the_interval_and_only_there(
    rows: list[list[int]], varied: Criterion
) -> None:
    """At both ends, between them, and beyond them: re-scored from scratch."""
    names = [each.name for each in CRITERIA]
    figures = [{"cost": a, "p90_days": b, "on_time": Fraction(c, 100)} for a, b, c in rows]
    scores = score_all(CRITERIA, figures)
    winner = max(range(len(scores)), key=lambda i: scores[i].total)
    interval = weight_interval(CRITERIA, scores, winner, varied.name)
    assert interval.low <= varied.weight <= interval.high
    rest = 1 - varied.weight
    for t in (
        interval.low,
        (interval.low + interval.high) / 2,
        interval.high,
        interval.low / 2,
        (1 + interval.high) / 2,
    ):
        totals = [
            t * _worth(score, names.index(varied.name))
            + (1 - t) * (score.total - _part(score, names.index(varied.name))) / rest
            for score in scores
        ]
        assert (totals[winner] == max(totals)) is (interval.low <= t <= interval.high)


def _part(score: Score, at: int) -> Fraction:
    return Fraction(score.points[at], score.scale)


def _worth(score: Score, at: int) -> Fraction:
    return _part(score, at) / CRITERIA[at].weight


@given(
    prices=st.lists(st.integers(1, 5_000), min_size=1, max_size=4),
    weights=st.tuples(*[st.integers(1, 9)] * 3),
)
def test_the_printed_points_add_up_to_the_printed_score(
    prices: list[int], weights: tuple[int, int, int]
) -> None:
    """Also after rounding to a tenth, and so do the weights."""
    policy = evolve(
        POLICY,
        criteria=[evolve(each, weight=weight) for each, weight in zip(CRITERIA, weights, strict=True)],
    )
    quotes = [
        offer(f"c{n}", f"{cents // 100}.{cents % 100:02}", n + 1, "0.8") for n, cents in enumerate(prices)
    ]
    head, *rest = chosen(choose(quotes, policy)).why()
    lines = [note for note in rest if note.code == "choice.criterion"]
    assert sum(Decimal(str(note.params["points"])) for note in lines) == head.params["score"]
    assert sum(Decimal(str(note.params["weight"])) for note in lines) == 100


def test_a_choice_reads_in_chinese_apart_from_the_channels_names() -> None:
    """Not a word of English is left in the sentences."""
    slow = evolve(POST, channel_name="甲", transit=TransitDays(90, 90))
    needing = evolve(POLICY, needs={"tracked"})
    for lang in ("zh_Hans", "zh_Hant"):
        told = messages().explain(choose([slow, evolve(LINE, channel_name="乙")], needing), lang)
        assert not re.search(r"[a-z_]{3,}", told), told
