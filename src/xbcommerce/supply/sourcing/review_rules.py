"""How a shop reviews its stock: how often, at what cost of holding, with which limits.

Example:
    >>> from xbcommerce.supply import ReviewRules
    >>> ReviewRules(carrying_rate="0.25").review_days
    7
"""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import count_field, positive_field
from xbcommerce.kernel.figures import figure, within
from xbcommerce.supply.lead_times.lead_time_demand import DemandModel


@frozen(kw_only=True)
class ReviewRules:
    """What is the same for all items.

    Attributes:
        carrying_rate: Cost of a year of capital and storage, as a share of landed cost, e.g. ``"0.25"``.
        review_days: Days from one look at the stock to the next.
        rate_age_days_max: How old an exchange rate may be.
        fx_margin: What the bank takes on top of an exchange rate, as a share, e.g. ``"0.015"``.
        cover_days_max: An order that lasts longer than this is not taken; None for no limit.
        model: How demand over a lead time is distributed.
    """

    carrying_rate: Fraction = field(converter=figure, validator=within(0, None))
    review_days: int = field(default=7, validator=positive_field)
    rate_age_days_max: int = field(default=5, validator=count_field)
    fx_margin: Fraction = field(default=Fraction(0), converter=figure, validator=within(0, None))
    cover_days_max: int | None = field(default=None, validator=optional(positive_field))
    model: DemandModel = DemandModel.EXACT
