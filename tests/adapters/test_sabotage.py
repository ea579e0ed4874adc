"""A contract that lets a broken store pass proves nothing: each way of breaking one is caught.

Every sabotaged adapter is listed with the law that it breaks; the sound one that it is made from keeps it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, settings

from xbcommerce.adapters.memory import MemoryDocuments, MemoryEventLog, MemoryStore
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.testing.contracts import (
    Contract,
    DocumentsContract,
    EventLogContract,
    JournalContract,
    OutboxContract,
    PaymentGatewayContract,
    RuleSetsContract,
    StockJournalContract,
)

from . import sabotaged_gateways as gateways
from . import sabotaged_logs as logs
from . import sabotaged_outboxes as outboxes
from . import sabotaged_rooms as rooms

QUICK = settings(  # the same examples in every run: whether a law is strong enough is no matter of luck
    max_examples=500, derandomize=True, database=None, phases=[Phase.generate], report_multiple_bugs=False
)

SABOTAGED: dict[tuple[type[Contract[Any]], type], dict[type, str]] = {
    (EventLogContract, MemoryEventLog): {
        logs.LosesTheLastEvent: "what_is_appended_is_read_back",
        logs.StoresTwice: "what_is_appended_is_read_back",
        logs.ReadsNewestFirst: "what_is_appended_is_read_back",
        logs.CutsToSeconds: "what_is_appended_is_read_back",
        logs.IgnoresTheVersion: "an_outdated_writer_is_refused",
        logs.StoresHalfABatch: "a_batch_that_breaks_off_leaves_no_trace",
        logs.SharesItsLists: "what_was_read_does_not_change",
        logs.MixesUpCase: "names_that_look_alike_are_told_apart",
        logs.TakesPrefixesForPatterns: "a_prefix_is_no_pattern",
    },
    (DocumentsContract, MemoryDocuments): {
        logs.AnyVersionDocuments: "an_outdated_writer_is_refused",
        logs.StripsTexts: "the_last_text_is_read_back",
        logs.CachesReads: "it_behaves_like_a_dict",
    },
    (OutboxContract, MemoryStore): {
        outboxes.StoresEventsFirst: "another_effect_under_a_known_key_is_refused",
        outboxes.StoresEffectsFirst: "an_outdated_writer_stores_no_effect",
        outboxes.DropsKnownKeys: "two_effects_of_one_call_under_one_key_are_refused",
        outboxes.DefersOnReplay: "the_same_effect_is_kept_once",
        outboxes.ForgetsWhatIsDelivered: "a_delivered_effect_is_not_asked_for_again",
        outboxes.ClaimsForEverybody: "a_claim_excludes_others_until_it_is_over",
        outboxes.NeverFreesAClaim: "a_claim_excludes_others_until_it_is_over",
        outboxes.ClaimsNewestFirst: "claims_go_in_order_up_to_a_limit",
        outboxes.ClaimsAllItFinds: "claims_go_in_order_up_to_a_limit",
        outboxes.CutsDueTimes: "an_effect_is_claimed_once_it_is_due",
        outboxes.LooksThenClaims: "of_claimers_at_once_each_gets_its_own",
        outboxes.FailureKeepsTheClaim: "a_failure_is_counted_and_tried_again_later",
        outboxes.FailureUnparks: "a_late_failure_leaves_a_parked_effect_parked",
        outboxes.FailureRevives: "delivery_is_final",
        outboxes.CutsErrors: "poison_is_parked_until_somebody_retries_it",
        outboxes.RetryKeepsTheCount: "it_behaves_like_its_model",
        outboxes.SwallowsUnknownKeys: "a_report_on_an_unknown_effect_is_refused",
        outboxes.HidesWhatIsClaimed: "claims_go_in_order_up_to_a_limit",
    },
    (JournalContract, rooms.SoundJournal): {
        rooms.ForgetsSeals: "a_period_stays_closed",
        rooms.KeepsDays: "what_is_written_is_read_back",
        rooms.ChecksNoCount: "an_outdated_writer_is_refused",
        rooms.CountsInFloats: "what_is_written_is_read_back",
    },
    (RuleSetsContract, rooms.SoundRuleSets): {
        rooms.KeepsOnlyTheNewest: "every_version_stays",
        rooms.CountsEveryPut: "it_behaves_like_a_dict_of_lists",
        rooms.FirstNameOnly: "one_set_may_have_many_names",
        rooms.TrustsTheWriter: "an_outdated_writer_is_refused",
        rooms.NamesTheKey: "an_outdated_writer_is_refused",
    },
    (StockJournalContract, rooms.SoundStockJournal): {
        rooms.ForgetsReservations: "a_reservation_stays_reserved",
        rooms.ForgetsExpiry: "a_replay_is_known_after_a_restart",
        rooms.SellsTheLastUnitTwice: "of_writers_at_once_one_wins",
    },
    (PaymentGatewayContract, gateways.SoundGateway): {
        gateways.ForgetsKeys: "the_same_key_is_carried_out_once",
        gateways.CallsATimeoutNotSent: "what_was_not_sent_was_not_carried_out",
        gateways.ForgetsWhatItDid: "a_question_never_takes_an_answer_back",
        gateways.CountsQuestions: "a_question_carries_nothing_out",
        gateways.MixesUpOrders: "an_answer_is_about_what_was_asked",
        gateways.GoesByAmount: "requests_under_different_keys_are_told_apart",
        gateways.NeverKnows: "a_doubt_can_be_asked_away",
        gateways.TakesATenthMore: "an_order_that_is_driven_is_charged_once",
    },
}
CASES = [
    pytest.param(contract, sound, broken, law, id=broken.__name__)
    for (contract, sound), stores in SABOTAGED.items()
    for broken, law in stores.items()
]


def run(contract: type[Contract[Any]], store: type, law: str) -> None:
    """Run one law of a contract over a store, with all its parameters, as pytest would."""

    def make_store(_self: object) -> object:
        return store()

    suite = type(f"Test{store.__name__}", (contract,), {"make_store": make_store, "examples": QUICK})
    test = getattr(suite(), f"test_{law}")
    for arguments in _parameters(test):
        test(**arguments)


holds_for = cache(run)
"""Run a law over a sound store, once however many adapters are made from it."""


def _parameters(test: Any) -> list[dict[str, object]]:  # noqa: ANN401 (a function with pytest's marks)
    cases: list[dict[str, object]] = [{}]
    for mark in getattr(test, "pytestmark", []):
        names, values = mark.args
        keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
        rows = [value if len(keys) > 1 else (value,) for value in values]
        cases = [{**case, **dict(zip(keys, row, strict=True))} for case in cases for row in rows]
    return cases


@pytest.mark.parametrize(("contract", "sound", "broken", "law"), CASES)
def test_a_sabotaged_adapter_is_caught(
    contract: type[Contract[Any]], sound: type, broken: type, law: str
) -> None:
    """The law that an adapter breaks fails, and holds for the sound one that it was made from."""
    holds_for(contract, sound, law)
    with pytest.raises((AssertionError, pytest.fail.Exception, XbcommerceError)):
        run(contract, broken, law)


def test_every_sabotaged_adapter_is_listed() -> None:
    """None was written and forgotten."""
    written = {
        kind
        for module in (gateways, logs, outboxes, rooms)
        for kind in vars(module).values()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    }
    listed = {broken for stores in SABOTAGED.values() for broken in stores}
    assert written - listed == {
        gateways.SoundGateway,
        outboxes.Recording,
        rooms.SoundJournal,
        rooms.SoundRuleSets,
        rooms.SoundStockJournal,
    }
    assert len(listed) > 30
