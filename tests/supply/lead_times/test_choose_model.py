"""Facts about the model that is chosen: it keeps its word, and no simpler one does."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.reference.texts import messages
from xbcommerce.supply import DemandModel, Forecast, Pmf, choose_model, lead_time_demand
from xbcommerce.testing.strategies.supply import pmfs

STEADY, TWO_HUMPS = Pmf({34: ".3", 35: ".4", 36: ".3"}), Pmf({35: ".9", 50: ".1"})


@pytest.mark.parametrize(
    ("forecast", "pmf", "p", "model"),
    [
        (Forecast(20, 36), STEADY, ".95", DemandModel.NORMAL),
        (Forecast(20, 36), TWO_HUMPS, ".95", DemandModel.NORMAL_MIXTURE),
        (Forecast(2, 9), STEADY, ".95", DemandModel.GAMMA),
        (Forecast(2, 5), TWO_HUMPS, ".95", DemandModel.NORMAL_MIXTURE),
        (Forecast(0.2, 3), TWO_HUMPS, ".8", DemandModel.EXACT),
        (Forecast(5, 1), TWO_HUMPS, ".95", DemandModel.NORMAL_MIXTURE),
        (Forecast(0, 1), TWO_HUMPS, ".95", DemandModel.NORMAL),
    ],
    ids=["steady", "two humps", "uneven", "uneven, two humps", "rare", "too even to count", "nothing sells"],
)
def test_the_simplest_model_that_keeps_its_word_is_taken(
    forecast: Forecast, pmf: Pmf, p: str, model: DemandModel
) -> None:
    """It depends on demand, lane and target."""
    assert choose_model(forecast, pmf, p).model is model


@given(st.floats(0.05, 20), st.floats(1, 8), pmfs(days_max=50), st.integers(500, 990))
def test_a_chosen_model_meets_the_target_within_half_a_point(
    mean: float, ratio: float, pmf: Pmf, p: int
) -> None:
    """Judged unit by unit; where units are whole, one unit less would not do."""
    forecast, wanted = Forecast(mean, mean * ratio), p / 1000
    choice = choose_model(forecast, pmf, f"{p}e-3")
    level = lead_time_demand(forecast, pmf, choice.model).quantile(f"{p}e-3")
    exact = lead_time_demand(forecast, pmf)
    assert exact.service_at(level) >= wanted - 0.005
    assert exact.service_at(level) <= wanted + 0.005 or exact.service_at(level - 1) < wanted
    for missed in choice.missed:
        assert missed.attained == pytest.approx(
            Decimal(str(exact.service_at(missed.level))), abs=Decimal("6e-5")
        )


def test_a_choice_is_told_in_every_language() -> None:
    """With what each simpler curve would have delivered."""
    choice = choose_model(Forecast(0.2, 3), TWO_HUMPS, ".8")
    assert len(str(choice).splitlines()) == 1 + len(choice.missed)
    for lang in ("en", "zh_Hans", "zh_Hant"):
        assert "model." not in messages().explain(choice, lang)
        assert "80" in messages().explain(choice, lang)


@pytest.mark.parametrize("p", ["0", "1", "-1"])
def test_certainty_chooses_no_model(p: str) -> None:
    """Nor does impossibility."""
    with pytest.raises(InvalidValueError):
        choose_model(Forecast(1, 2), STEADY, p)
