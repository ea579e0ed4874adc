"""What stateful contracts share: any course of calls, played on the store and on the simplest model of it.

Hypothesis chooses the calls; when store and model disagree it prints the shortest course that shows it, as a
program.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from .contract import Contract

Store = TypeVar("Store")


class StoreMachine(RuleBasedStateMachine, Generic[Store]):
    """Base of the machines: a fresh store a course, reopened in the middle where the contract says it may.

    Attributes:
        contract: The suite that makes the stores.
        store: The store under test.
    """

    contract: ClassVar[Contract[Any]]

    def __init__(self) -> None:
        super().__init__()
        self.store: Store = self.contract.make_store()

    @precondition(lambda self: self.contract.survives_reopening)
    @rule()
    def reopen(self) -> None:
        """Close the store and open what it kept."""
        self.store = self.contract.reopen(self.store)

    def teardown(self) -> None:
        """Let go of the store."""
        self.contract.close(self.store)


def play(machine: type[StoreMachine[Any]], contract: Contract[Any]) -> None:
    """Run a machine over the stores of a contract, with its settings."""
    bound = type(machine.__name__, (machine,), {"contract": contract, "__module__": machine.__module__})
    run_state_machine_as_test(
        bound,
        settings=settings(
            contract.examples, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
