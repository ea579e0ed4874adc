"""Which channel: scored against fixed anchors, every reason told.

Each criterion has a worst and a best figure in its own unit; what a channel is worth depends on no other
channel, so that adding or dropping one never changes the order of the others. Methods that scale by the
alternatives at hand (TOPSIS, VIKOR, weighted sums between minimum and maximum) do that in about one case of
seven. Ties go to the lower unrounded cost, then to the id.

Example:
    >>> from xbcommerce.logistics import ChoicePolicy, Criterion
    >>> policy = ChoicePolicy(
    ...     (Criterion("cost", 40, 0, weight=5), Criterion("p90_days", 40, 2, weight=3)),
    ...     currency="USD", needs={"tracked"})
    >>> [str(criterion.value(12)) for criterion in policy.criteria]
    ['7/10', '14/19']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from html import escape
from math import ceil, floor, gcd

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.messages import format_money
from xbcommerce.kernel.money import exponent_of, minor
from xbcommerce.kernel.naming import name_set
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .messages import ENGLISH
from .parcel import not_negative_money
from .quoting import ChannelQuote
from .scoring import Criterion, Interval, Parts, Score, score_all, score_columns, weight_interval
from .shopping import Offers, Refused, in_order
from .tenths import in_tenths, tenth

_ALWAYS_KNOWN = frozenset({"cost", "p50_days", "p90_days"})


def _needs(needs: Iterable[str]) -> frozenset[str]:
    return name_set(needs, "needs")


@frozen
class ChoicePolicy:
    """How a shop chooses.

    Attributes:
        criteria: What is weighed: ``cost`` (the total, in ``currency``), ``p50_days``, ``p90_days``, and
            every rating of the channels, e.g. ``on_time``.
        currency: Of the cost; quotes in another are left out, not compared.
        needs: Features without which a channel does not come into question, e.g. ``"tracked"``.
        p90_days_max: The longest wait in nine of ten cases.
        total_max: The most that sending may cost.

    Raises:
        InvalidValueError: No criteria, two of one name, or ``total_max`` in another currency.
    """

    criteria: tuple[Criterion, ...] = field(converter=tuple[Criterion, ...])
    currency: str = field(kw_only=True)
    needs: frozenset[str] = field(default=frozenset[str](), converter=_needs, kw_only=True)
    p90_days_max: int | None = field(default=None, kw_only=True)
    total_max: Money | None = field(default=None, validator=not_negative_money, kw_only=True)

    def __attrs_post_init__(self) -> None:
        exponent_of(self.currency)
        score_all(self.criteria, ())
        if self.total_max is not None and self.total_max.currency.code != self.currency:
            msg = f"total_max={self.total_max} but currency={self.currency!r}; give both in one currency"
            raise InvalidValueError(msg)

    @cached_property
    def rated(self) -> tuple[str, ...]:
        """The criteria that are ratings of channels: all but cost and days."""
        return tuple(each.name for each in self.criteria if each.name not in _ALWAYS_KNOWN)

    @property
    def weight(self) -> Fraction:
        """The sum of all weights."""
        return sum((each.weight for each in self.criteria), Fraction(0))


@frozen
class Ranked:
    """A quote with its score."""

    quote: ChannelQuote
    score: Score


@frozen
class ChannelChoice:
    """Which channel, and why: the best first, with contributions, and everything that was left out.

    Attributes:
        policy: How was chosen.
        ranked: Best first; never empty.
        rejected: Channels that did not come into question, with every reason.
    """

    policy: ChoicePolicy
    ranked: tuple[Ranked, ...]
    rejected: tuple[Refused, ...] = ()

    @property
    def best(self) -> ChannelQuote:
        """The quote that was chosen."""
        return self.ranked[0].quote

    @property
    def score(self) -> Score:
        """The score of the choice, with its contributions."""
        return self.ranked[0].score

    def interval(self, criterion: str) -> Interval:
        """Say between which normalised weights of a criterion the choice stays the same."""
        return weight_interval(self.policy.criteria, [each.score for each in self.ranked], 0, criterion)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the choice, what each criterion added, how firm it is, who came next, who was left out."""
        points = in_tenths(list(self.score.contributions.values()))
        weights = in_tenths([each.weight / self.policy.weight for each in self.policy.criteria])
        notes = [
            _ranked_note("choice.chosen", self.ranked[0]),
            *map(self._criterion, self.policy.criteria, points, weights),
            *(_ranked_note("choice.behind", each) for each in self.ranked[1:]),
        ]
        notes += [
            _clamped_note(each, criterion)
            for each in self.ranked
            for criterion in self.policy.criteria
            if criterion.name in each.score.clamped
        ]
        return (*notes, *(unmet for each in self.rejected for unmet in each.refusal.unmet))

    def _criterion(self, criterion: Criterion, points: Decimal, weight: Decimal) -> Note:
        interval = self.interval(criterion.name)
        params: dict[str, Param] = {
            **_figure_params(self.ranked[0], criterion.name),
            "points": points,
            "weight": weight,
            "low": tenth(ceil(interval.low * 1_000)),
            "high": tenth(floor(interval.high * 1_000)),
            "text": f"choice.criterion.{criterion.name}",
        }
        return Note("choice.criterion", params)

    def __str__(self) -> str:
        return ENGLISH.explain(self)

    def _repr_html_(self) -> str:
        names = [criterion.name for criterion in self.policy.criteria]
        head = "".join(f"<th>{escape(name)}</th>" for name in ["channel", "total", "days", *names, "score"])
        rows = "".join(_html_row(each) for each in self.ranked)
        refused = "".join(_html_refused(each, len(names) + 4) for each in self.rejected)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}{refused}</tbody></table>"


def figures_of(quote: ChannelQuote) -> FrozenMap[str, Fraction]:
    """Return what criteria may weigh of a quote, by name; ratings never replace cost and days."""
    days = {"p50_days": Fraction(quote.transit.p50_days), "p90_days": Fraction(quote.transit.p90_days)}
    return FrozenMap({**quote.ratings, "cost": quote.cost, **days})


def _column(name: str, quotes: Sequence[ChannelQuote], currency: str) -> Sequence[Fraction | Parts]:
    """Return one figure of many quotes, in whole numbers where it is whole; those of `figures_of`."""
    match name:
        case "cost":
            per_major = 10 ** exponent_of(currency)
            commons = [gcd(quote.total_minor, per_major) for quote in quotes]
            return [
                (quote.total_minor // common, per_major // common)
                for quote, common in zip(quotes, commons, strict=True)
            ]
        case "p50_days":
            return [(quote.transit.p50_days, 1) for quote in quotes]
        case "p90_days":
            return [(quote.transit.p90_days, 1) for quote in quotes]
        case _:
            return [quote.ratings[name] for quote in quotes]


def choose(offers: Offers | Sequence[ChannelQuote], policy: ChoicePolicy) -> ChannelChoice | Refusal:
    """Choose a channel.

    Args:
        offers: What all channels answered (`shop`), or quotes alone.
        policy: How to choose.

    Returns:
        The choice, or a refusal with every reason of every channel.
    """
    quotes, refused = (offers.quotes, offers.refused) if isinstance(offers, Offers) else (offers, ())
    rejected, eligible = list(refused), list[ChannelQuote]()
    for quote in quotes:
        if against := _against(quote, policy):
            rejected.append(Refused(quote.channel_id, quote.channel_name, Refusal(against)))
        else:
            eligible.append(quote)
    if not eligible:
        reasons = tuple(unmet for each in rejected for unmet in each.refusal.unmet)
        return Refusal(reasons or (Unmet("choice.no_channels"),))
    eligible = list(in_order(eligible))  # ties keep this order: the sort by points is stable
    columns = [_column(each.name, eligible, policy.currency) for each in policy.criteria]
    scores = score_columns(policy.criteria, columns)
    ranked = [Ranked(quote, score) for quote, score in zip(eligible, scores, strict=True)]
    ranked.sort(key=lambda each: -sum(each.score.points))
    rejected.sort(key=lambda each: each.channel_id)
    return ChannelChoice(policy, tuple(ranked), tuple(rejected))


def _against(quote: ChannelQuote, policy: ChoicePolicy) -> tuple[Unmet, ...]:
    name, found = quote.channel_name, list[Unmet]()
    if quote.currency != policy.currency:
        pair: dict[str, Param] = {"total": quote.total, "currency": policy.currency}
        found.append(Unmet("choice.other_currency", name, pair))
    elif policy.total_max is not None and quote.total_minor > minor(policy.total_max):
        found.append(Unmet("choice.too_dear", name, {"total": quote.total, "total_max": policy.total_max}))
    if policy.p90_days_max is not None and quote.transit.p90_days > policy.p90_days_max:
        days: dict[str, Param] = {"p90_days": quote.transit.p90_days, "p90_days_max": policy.p90_days_max}
        found.append(Unmet("choice.too_slow", name, days))
    if policy.needs and (lacking := policy.needs - quote.features):
        found += [
            Unmet("choice.lacks_feature", name, {"feature": each, "text": f"choice.lacks_feature.{each}"})
            for each in sorted(lacking)
        ]
    for rating in policy.rated:
        if rating not in quote.ratings:
            found.append(Unmet("choice.figure_unknown", name, {"criterion": rating}))
    return tuple(found)


def _ranked_note(code: str, ranked: Ranked) -> Note:
    quote = ranked.quote
    params: dict[str, Param] = {
        "channel": quote.channel_name,
        "score": tenth(round(ranked.score.total * 1_000)),
        "total": quote.total,
        "p50_days": quote.transit.p50_days,
        "p90_days": quote.transit.p90_days,
    }
    return Note(code, params)


def _figure_params(ranked: Ranked, name: str) -> dict[str, Param]:
    """Return a figure as texts show it: as it is, as a share in percent, and the total with its currency."""
    figure = figures_of(ranked.quote)[name]
    return {
        "criterion": name,
        "figure": figure,
        "share": Fraction(round(figure * 1_000), 10),
        "total": ranked.quote.total,
    }


def _clamped_note(ranked: Ranked, criterion: Criterion) -> Note:
    figure = figures_of(ranked.quote)[criterion.name]
    ends = sorted((criterion.worst, criterion.best))
    params: dict[str, Param] = {
        **_figure_params(ranked, criterion.name),
        "channel": ranked.quote.channel_name,
        "nearest": ends[0] if figure < ends[0] else ends[1],
        "text": f"choice.clamped.{criterion.name}",
    }
    return Note("choice.clamped", params)


def _html_row(ranked: Ranked) -> str:
    quote = ranked.quote
    cells = [
        quote.channel_name,
        format_money(quote.total, "en"),
        f"{quote.transit.p50_days} to {quote.transit.p90_days}",
        *(f"{float(part):.3f}" for part in ranked.score.contributions.values()),
        f"{float(ranked.score.total):.3f}",
    ]
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _html_refused(refused: Refused, width: int) -> str:
    reasons = "; ".join(ENGLISH.render(unmet) for unmet in refused.refusal.unmet)
    return f'<tr><td>{escape(refused.channel_name)}</td><td colspan="{width - 1}">{escape(reasons)}</td></tr>'
