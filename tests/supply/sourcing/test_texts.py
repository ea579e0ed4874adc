"""Facts about the texts of the supply room."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import pytest

import xbcommerce.supply
from xbcommerce.reference import messages
from xbcommerce.reference.texts import english
from xbcommerce.supply import ENGLISH, DemandModel, Forecast
from xbcommerce.supply.messages import MODES
from xbcommerce.supply.wording import by_mode, in_periods, method_note, percent


def placeholders(text: str) -> set[str]:
    """Names in braces."""
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("lang", ["zh_Hans", "zh_Hant"])
def test_every_text_is_there_in_chinese_with_the_same_figures(lang: str) -> None:
    """Code by code."""
    data = resources.files("xbcommerce.reference").joinpath("messages/supply.json").read_text("utf-8")
    texts, templates = json.loads(data)[lang], english("supply").templates
    assert texts.keys() == templates.keys()
    for code, text in texts.items():
        assert placeholders(text) == placeholders(templates[code]["en"]), code
        assert re.search(r"[\u4e00-\u9fff]", text), code


def test_every_code_in_the_source_has_a_text() -> None:
    """Codes of notes and requirements that stand in the source as such."""
    folder = Path(xbcommerce.supply.__file__).parent
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")) if path.name != "messages.py"
    )
    codes = set(re.findall(r"\"((?:selection|reorder|quantity|lot|offer|recommend)\.[a-z_]+)\"", source))
    assert codes <= ENGLISH.templates.keys()
    assert {"offer.no_rate", "offer.stale_rate", "offer.unknown_currency"} <= ENGLISH.templates.keys()


METHODS = (
    "zero", "naive", "mean", "ma:8", "ses:0.2", "croston:0.1", "sba:0.1", "sbj:0.1:0.2", "tsb:0.1:0.1",
    "decay:0.1:0.1:0.9", "adida:0.1:0.3", "drift", "holt:0.2:0.1", "damped:0.2:0.1:0.9", "snaive:52",
    "hwa:52:0.2:0.1:0.3", "hwm:13:0.2:0.1:0.3:0.9", "blend(ma:6,ses:0.2)", "my own",
)  # fmt: skip


def test_every_variant_of_a_text_is_there() -> None:
    """By mode, period, model and method; each says its name where a reader may want to type it."""
    codes = {
        by_mode(f"recommend.{what}", mode)
        for what in (
            "order",
            "order_late",
            "bridge_later",
            "bridge_again",
            "wait",
            "offer",
            "other",
            "other_late",
        )
        for mode in (*MODES, "barge")
    }
    codes |= {
        f"{what}.{model.value}" for what in ("reorder.point", "recommend.cover") for model in DemandModel
    }
    for days in (7, 30, None):
        period, _ = in_periods(1, days)
        codes |= {f"{what}.{period}" for what in ("forecast", "selection.chosen")}
        for name in METHODS:
            note = method_note(name, days)
            codes.add(note.code)
            for lang in ("en", "zh_Hans", "zh_Hant"):
                assert name in messages().render(note, lang), (name, lang)
    assert codes <= ENGLISH.templates.keys()


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [
        ("ma:8", 7, "average of the last 8 weeks (ma:8)"),
        ("ma:8", 14, "average of the last 16 weeks (ma:8)"),
        ("ma:3", 30, "average of the last 90 days (ma:3)"),
        ("ma:8", None, "average of the last 8 periods (ma:8)"),
        ("ses:0.125", 7, "smoothed average in which the newest sales count 12.5 % (ses:0.125)"),
        (
            "damped:0.2:0.1:0.9",
            7,
            (
                "level and trend, in which the newest sales count 20 % and 10 %; of the trend "
                "90 % is left from time to time (damped:0.2:0.1:0.9)"
            ),
        ),
        ("snaive:52", 7, "as much as a season ago (weeks: 52) (snaive:52)"),
        ("blend(ma:6,drift)", 7, "the mean of several methods (blend(ma:6,drift))"),
        ("prophet", 7, "prophet"),
    ],
)
def test_methods_are_said_in_words(name: str, days: int | None, said: str) -> None:
    """With periods as readers count them; a host's own method keeps its name."""
    assert ENGLISH.render(method_note(name, days)) == said


def test_a_forecast_says_weeks_and_no_buckets_and_one_that_was_given_says_so() -> None:
    """The figures and the method, in three languages."""
    learnt = Forecast(8, 30, "tsb:0.1:0.1", 52, bucket_days=7)
    assert "weeks of history: 52" in str(learnt)
    assert "历史52周" in messages().explain(learnt, "zh_CN")
    assert "歷史52週" in messages().explain(learnt, "zh_TW")
    assert "bucket" not in str(learnt)
    assert str(Forecast(8, 30)) == "8 units sell a day on average (standard deviation 5.477), as given."


def test_a_percentage_never_reads_as_more_than_it_is() -> None:
    """94.97 % is not the 95 % that are wanted."""
    assert [str(percent(share)) for share in (0.9497, 0.0206, 1, 0.99999)] == ["94.9", "2.0", "100.0", "99.9"]
