"""Whom we buy from: may we, on which terms, and how well they deliver.

qualify                              documents in force, renewals, the next review
terms_on                             the contract that holds on a day
delivery_performance                 on time and in full, line by line
supplier_record                      punctuality, defects and lead times, fair to few orders
price_variance                       the price apart from the exchange rate
weighted_score, shrunk_rate          one score of what is known
"""

from .contract import ContractTerms, terms_on
from .deliveries import (
    DeliveryPerformance,
    DeliveryWindow,
    Judged,
    Receipt,
    SupplyLine,
    delivery_performance,
)
from .messages import ENGLISH
from .price_variance import PriceVariance, price_variance
from .qualification import Evidence, Qualification, Requirement, qualify
from .record import SupplierPrior, SupplierRecord, supplier_record
from .scorecard import Measure, Scorecard, shrunk_rate, weighted_score

__all__ = [
    "ENGLISH",
    "ContractTerms",
    "DeliveryPerformance",
    "DeliveryWindow",
    "Evidence",
    "Judged",
    "Measure",
    "PriceVariance",
    "Qualification",
    "Receipt",
    "Requirement",
    "Scorecard",
    "SupplierPrior",
    "SupplierRecord",
    "SupplyLine",
    "delivery_performance",
    "price_variance",
    "qualify",
    "shrunk_rate",
    "supplier_record",
    "terms_on",
    "weighted_score",
]
