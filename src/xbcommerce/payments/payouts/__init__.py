"""What reaches whom, and when: availability, reserves, protection, splits and payouts.

    AvailabilityTerms, availability     when captured money is free: cut-off, lag, working days
    ReserveTerms, reserve_schedule      what is held back of it, and until when
    Protection, releasable              escrow until conditions hold, and which do not yet
    Claim, split_capture, give_back     sellers, platform and tax share a capture, and bear its refunds
    SellerEntry, plan_payouts           who is paid now, what is carried forward, and why
    SellerAccount, transfers_of         the plan as transfers for the bank's file
    returned_payouts                    those that the bank rejected, for the next plan to pay anew
    split_entry, payout_entry, ...      all of it in the books

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments.payouts import PayoutTerms, SellerEntry, plan_payouts
    >>> earned = SellerEntry("c1", "anna", Money("120.00", "EUR"))
    >>> print(plan_payouts([earned], PayoutTerms(), on=date(2026, 11, 6)))
    anna is paid EUR 120.00
    Paid in all: EUR 120.00 (1)
"""

from .availability import Availability, AvailabilityTerms, Lag, availability
from .give_back import GivenBack, SplitAccount, give_back
from .payout_plan import Carried, CarryReason, Payout, PayoutPlan, PayoutTerms, SellerEntry, plan_payouts
from .posting import (
    PAYOUT_FEES,
    payout_entry,
    refund_entry,
    reserve_entries,
    returned_entry,
    seller_entries,
    split_entry,
)
from .protection import (
    AfterDelivery,
    AfterHold,
    Condition,
    DisputesClosed,
    Evidence,
    Holding,
    HoldingDecision,
    Protection,
    Releasable,
    releasable,
)
from .reserve import Payable, ReserveHold, ReserveSchedule, ReserveTerms, reserve_schedule
from .split import CaptureSplit, Claim, PartyShare, Role, split_capture
from .transfers import SellerAccount, returned_payouts, transfers_of

__all__ = [
    "PAYOUT_FEES",
    "AfterDelivery",
    "AfterHold",
    "Availability",
    "AvailabilityTerms",
    "CaptureSplit",
    "Carried",
    "CarryReason",
    "Claim",
    "Condition",
    "DisputesClosed",
    "Evidence",
    "GivenBack",
    "Holding",
    "HoldingDecision",
    "Lag",
    "PartyShare",
    "Payable",
    "Payout",
    "PayoutPlan",
    "PayoutTerms",
    "Protection",
    "Releasable",
    "ReserveHold",
    "ReserveSchedule",
    "ReserveTerms",
    "Role",
    "SellerAccount",
    "SellerEntry",
    "SplitAccount",
    "availability",
    "give_back",
    "payout_entry",
    "plan_payouts",
    "refund_entry",
    "releasable",
    "reserve_entries",
    "reserve_schedule",
    "returned_entry",
    "returned_payouts",
    "seller_entries",
    "split_capture",
    "split_entry",
    "transfers_of",
]
