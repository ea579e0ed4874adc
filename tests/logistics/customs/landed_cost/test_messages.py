"""Landed cost in words: every sentence in every language, no code left bare, and well-formed pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from html import unescape
from html.parser import HTMLParser
from string import Formatter

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.messages import Explained, format_param
from xbcommerce.kernel.unmet import Param, Unmet
from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates
from xbcommerce.logistics.customs.landed_cost import (
    ENGLISH,
    Comparison,
    LandedCost,
    Option,
    compare,
    landed_cost,
    replay,
)
from xbcommerce.logistics.customs.landed_cost.messages import OWN
from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind
from xbcommerce.reference import languages, messages
from xbcommerce.reference.customs.rules import packaged_rules
from xbcommerce.testing.strategies.customs_quotes import (
    border_charges,
    comparisons,
    landed_costs,
    quote_changes,
    refunds,
)

DAY = date(2026, 7, 2)
FIGURES: dict[str, Param] = {
    "rate_pct": Decimal("8.10"),
    **dict.fromkeys(
        ("amount", "base", "duties", "fees", "high", "low", "taxes", "total", "value"),
        Money("1234.50", "EUR"),
    ),
}
"""A figure of its kind for what is no text."""


def codes() -> Iterator[tuple[str, dict[str, Param]]]:
    """Go through every sentence of the street, with figures for its placeholders."""
    for code, texts in OWN.templates.items():
        names = {name for _, name, _, _ in Formatter().parse(texts["en"]) if name}
        names -= {"where"}  # the place of what is unmet
        yield code, {name: FIGURES.get(name, f"<{name}>") for name in names}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("code", "figures"), [*codes()], ids=[code for code, _ in codes()])
def test_every_sentence_says_all_its_figures(code: str, figures: dict[str, Param], language: str) -> None:
    """In every language, and as a sentence."""
    said = messages().render(Unmet(code, "lines[mug].origin", figures), language)
    assert code not in said
    assert "{" not in said
    for value in figures.values():
        assert format_param(value, language) in said


OUTCOMES = st.one_of(landed_costs(), border_charges(), comparisons(), quote_changes(), refunds())


@given(OUTCOMES)
def test_every_outcome_is_told_in_words(outcome: Explained) -> None:
    """Whatever is decided, bounded, missing, struck down: each line is a sentence, in every language."""
    lines = outcome.why()
    texts = messages()
    assert [line.code for line in lines if line.code not in texts.templates] == []
    for language in languages():
        assert len(texts.explain(outcome, language).split("\n")) >= len(lines)


@given(OUTCOMES)
def test_what_is_printed_needs_no_other_catalogue(outcome: Explained) -> None:
    """The street carries the English of everything that it hands on."""
    assert [line.code for line in outcome.why() if line.code not in ENGLISH.templates] == []
    assert str(outcome) == ENGLISH.explain(outcome) == messages().explain(outcome, "en")


VOID = {"br": "", "hr": "", "img": ""}


class Page(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note what is opened; nothing here has attributes."""
        assert not attrs
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather the words."""
        self.words += data


def read(html: str) -> Page:
    """Read a page to its end."""
    page = Page()
    page.feed(html)
    page.close()
    assert not page.open
    return page


@given(landed_costs(certain=True) | landed_costs())
def test_a_notebook_gets_a_page_that_is_well_formed(quote: LandedCost) -> None:
    """The sum, a row a charge, and all the rest, in that order."""
    html = quote._repr_html_()
    page = read(html)
    assert set(page.seen) <= {"p", "table", "tr", "td", "br"}
    charges = (*(quote.low.charges if quote.low else ()), *quote.dearer)
    assert page.seen.count("tr") == len(charges) + bool(quote.dearer)
    assert html.startswith("<p>")
    assert ENGLISH.render(quote.summary) in unescape(html)
    for charge in charges:
        assert charge.formula() in page.words
    for item in (*quote.paid(), *quote.converted(), *quote.lacking()):
        assert ENGLISH.render(item) in page.words
    for item in quote.unmet:
        assert ENGLISH.render(item) in page.words


@given(comparisons())
def test_a_comparison_is_a_page_of_a_row_an_option(comparison: Comparison) -> None:
    """Each with its sum, or the bounds of it."""
    page = read(comparison._repr_html_())
    assert page.seen.count("tr") == len(comparison.options)
    for each in comparison.options:
        assert each.option.name in page.words
        assert ENGLISH.render(each.quote.summary) in page.words


def test_an_open_quote_shows_what_is_known_of_it_and_what_is_not() -> None:
    """The charges at the least, and each question under its heading."""
    mug = GoodsLine("mug", Money("200.00", "CAD"), hs_code="691200", origin="CN")
    shown = quoted(ImportConsignment(Place("CA"), "CN", [mug]))._repr_html_()
    assert "<tr><td>gst: 5 % of CAD 200.00 (tax value) = CAD 10.00</td><td>10.00 CAD</td></tr>" in shown
    assert "What is missing:<br>no third country duty is known for code 691200" in shown


def test_a_converted_quote_names_the_rate_its_day_and_who_says_so() -> None:
    """Else nobody could check the first figure of it."""
    euros = RateTable("EUR", "a bank", {date(2026, 6, 30): {"CHF": Decimal("0.9312")}})
    sent = ImportConsignment(Place("CH"), "CN", [MUG])
    quote = landed_cost(sent, TradeDates.all_on(DAY), packaged_rules(), euros)
    assert "1 EUR = 0.9312 CHF on Jun 30, 2026 (a bank)" in str(quote).splitlines()
    assert "1 EUR = 0.9312 CHF（2026年6月30日，a bank）" in messages().explain(quote, "zh_Hans")


def test_texts_for_records_and_options_are_refused_with_what_to_give() -> None:
    """What was stored is read first; a way to sell is no name of a term."""
    with pytest.raises(InvalidValueError, match=r"record of type str: .*from_json\(text, QuoteRecord\)"):
        replay("{}", packaged_rules())  # type: ignore[arg-type]
    sent, dates = ImportConsignment(Place("DE"), "CN", [MUG]), TradeDates.all_on(DAY)
    with pytest.raises(InvalidValueError, match="options: 'DAP' is no Option"):
        compare(sent, dates, packaged_rules(), fx(), options=["DAP"])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"dates": DAY}, r"dates=datetime\.date\(2026, 7, 2\): .*TradeDates.all_on\(day\)"),
        ({"rules": []}, r"rules of type list: .*packaged_rules\(\)"),
        ({"fx": {"USD": Decimal("1.16")}}, "fx of type dict: .*RateTable"),
    ],
)
def test_what_people_give_first_is_refused_with_what_to_give(told: dict[str, object], said: str) -> None:
    """A day, a list, a mapping."""
    asked = {"dates": TradeDates.all_on(DAY), "rules": packaged_rules(), "fx": fx(), **told}
    with pytest.raises(InvalidValueError, match=said):
        landed_cost(ImportConsignment(Place("DE"), "CN", [MUG]), **asked)  # type: ignore[arg-type]


def test_a_scheme_that_was_mistyped_is_told_and_one_that_rules_know_is_not() -> None:
    """It would be collected at the border, and nobody would see why."""
    typed, meant = (
        quoted(ImportConsignment(Place("DE"), "CN", [MUG], registrations={name})) for name in ("ioss", "IOSS")
    )
    (note,) = (note for note in typed.notes if note.code == "landed_cost.unheard")
    assert ENGLISH.render(note).startswith("No rule speaks of the scheme ioss; rules know AU-GST, ")
    assert not [note for note in meant.notes if note.code == "landed_cost.unheard"]


def test_one_scheme_where_a_set_of_them_is_meant_is_refused_in_an_option() -> None:
    """It would become its letters, and every way to sell would look the same."""
    with pytest.raises(InvalidValueError, match=r"write registrations=\{'IOSS'\}"):
        Option("in the sale", registrations="IOSS")


@pytest.mark.parametrize(("told", "said"), [("H9", True), ("H7", False), ("formal", False), (None, False)])
def test_a_declaration_that_no_rule_knows_is_told(told: str | None, said: bool) -> None:  # noqa: FBT001
    """It would decide nothing, and nobody would see why."""
    notes = quoted(ImportConsignment(Place("DE"), "CN", [MUG], declaration=told)).notes
    found = [ENGLISH.render(note) for note in notes if note.code == "landed_cost.unheard_declaration"]
    known = "No rule speaks of the declaration H9; rules know H1, H6, H7, formal, informal"
    assert found == ([known] if said else [])


def test_charges_and_what_they_are_charged_on_are_told_in_the_words_of_the_reader() -> None:
    """In English by their names; a charge of a host's own, which has no other, by its name everywhere."""
    quote = quoted(ImportConsignment(Place("DE"), "CN", [evolve(MUG, unit_price=Money("40.00", "EUR"))]))
    (flat, vat) = quote.charges
    assert vat.formula() == "vat: 19 % of EUR 43.00 (tax value + flat duty) = EUR 8.17"
    assert vat.formula("zh_Hans", messages()) == "增值税：EUR 43.00（计税价格 + 定额关税）的19 % = EUR 8.17"
    assert flat.formula("zh_TW", messages()) == "定額關稅：1 x 3.00 = EUR 3.00"
    assert evolve(flat, name="toll").formula("zh_Hans", messages()).startswith("toll：")


def test_goods_that_a_relief_leaves_out_are_told_beside_its_limit() -> None:
    """Else 7,000 yen would be charged under a limit of 10,000, and nobody would see why."""
    yen = [
        GoodsLine("shirts", Money("4000", "JPY"), hs_code="610910", origin="CN"),
        GoodsLine("mug", Money("3000", "JPY"), hs_code="691200", origin="CN"),
    ]
    quote = quoted(ImportConsignment(Place("JP"), "CN", yen))
    assert (
        "  lines that it leaves out: 1 of 2; it is not for alcohol, footwear, knitwear, leather, tobacco"
    ) in str(quote).splitlines()
    assert "leaves out" not in str(quoted(ImportConsignment(Place("JP"), "CN", yen[1:])))


def test_a_trade_without_a_day_at_the_border_says_which_day_is_missing() -> None:
    """All else goes by it."""
    sold = TradeDates(sold=DAY)
    quote = landed_cost(ImportConsignment(Place("DE"), "CN", [MUG]), sold, packaged_rules(), fx())
    assert str(quote).splitlines()[-1] == (
        "dates.imported is not known, and all goes by the day at the border"
    )


def test_names_cannot_break_out_of_the_page() -> None:
    """A line's id comes from whoever fills the catalogue."""
    goods = GoodsLine("<script>alert('&')</script>", Money("400.00", "EUR"))
    quote = quoted(ImportConsignment(Place("DE"), "CN", [goods], declaration="H1"))
    assert quote.unmet
    page = read(quote._repr_html_())
    assert "script" not in page.seen
    assert goods.id in page.words


@cache
def fx() -> RateTable:
    """Return rates that are never asked for."""
    return RateTable("EUR", "a bank", {DAY: {"CNY": Decimal("8.1")}})


def quoted(sent: ImportConsignment, *others: Dated[object]) -> LandedCost:
    """Land goods by the packaged rules with some others laid over them."""
    rules: RuleSet[object] = packaged_rules()  # type: ignore[assignment]  # of any values
    laid = rules.overlay(RuleSet(others, rules.issued))
    return landed_cost(sent, TradeDates.all_on(DAY), laid, fx())


MUG = GoodsLine("mug", Money("200.00", "EUR"), hs_code="691200", origin="CN")
SETTLED_DUTY = "duty/EU/691200/mfn"


def test_a_quote_reads_as_a_shopkeeper_would_tell_it() -> None:
    """The sum first, then who pays, then each charge with its formula, then why."""
    twelve = DutyMeasure(MeasureKind.THIRD_COUNTRY, "12 %")
    record = Dated[object]("own-691200", SETTLED_DUTY, twelve, ALWAYS, DAY, Source("own research"))
    quote = quoted(ImportConsignment(Place("DE"), "CN", [MUG], declaration="H1", term="DDP"), record)
    lines = str(quote).splitlines()
    assert lines[0] == (
        "DE: EUR 266.56 = EUR 200.00 goods and carriage + EUR 24.00 duties + EUR 42.56 taxes + EUR 0.00 fees"
    )
    assert lines[1] == "The seller pays EUR 66.56 at the border"
    chinese = messages().explain(quote, "zh_CN").splitlines()
    assert (
        chinese[0] == "DE：EUR 266.56 = 货物和运费EUR 200.00 + 关税EUR 24.00 + 税款EUR 42.56 + 费用EUR 0.00"
    )
    assert chinese[1] == "卖方在边境支付EUR 66.56"
    assert len(chinese) == len(lines)
    assert "own-691200" in str(quote)
