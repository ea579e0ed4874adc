"""What contract suites themselves promise: who is run, whose laws they are, and that none is overridden."""

from __future__ import annotations

import pytest

from xbcommerce.adapters.memory import MemoryEventLog
from xbcommerce.testing.contracts import EventLogContract, OverriddenLawError


def test_a_contract_itself_is_not_collected() -> None:
    """Only a subclass that names a store is run; a further contract is not."""

    class FurtherContract(EventLogContract):
        """Another base."""

    class TestMine(FurtherContract):
        """A concrete one."""

    assert (EventLogContract.__test__, FurtherContract.__test__, TestMine.__test__) == (False, False, True)


def test_each_subclass_owns_its_laws() -> None:
    """Two suites share no law, so Hypothesis keeps their examples apart."""

    class TestOne(EventLogContract):
        """One suite."""

    class TestTwo(EventLogContract):
        """Another."""

    one, two = TestOne.test_what_is_appended_is_read_back, TestTwo.test_what_is_appended_is_read_back
    assert one is not two
    assert one.hypothesis.inner_test.__qualname__ != two.hypothesis.inner_test.__qualname__


def test_a_law_cannot_be_overridden() -> None:
    """A suite that replaces a law would pass without holding it; the class is refused, and a flag named."""
    with pytest.raises(
        OverriddenLawError, match=r"Mine\.test_a_new_stream_is_empty would replace the law of"
    ):

        class Mine(EventLogContract):
            """A suite with a law of its own."""

            def test_a_new_stream_is_empty(self) -> None:
                """Not here."""


def test_a_law_cannot_be_overridden_from_beside() -> None:
    """Nor by a class that comes before the contract."""

    class Beside:
        """Looks harmless."""

        test_what_is_appended_is_read_back = None

    with pytest.raises(OverriddenLawError, match=r"Beside\.test_what_is_appended_is_read_back"):
        type("TestMine", (Beside, EventLogContract), {})


def test_a_suite_may_be_refined_and_may_add_tests() -> None:
    """A subclass of a suite, with another store and facts of its own, is no override."""

    class TestOne(EventLogContract):
        """One suite."""

        def make_store(self) -> MemoryEventLog:
            """Return an empty log."""
            return MemoryEventLog()

    class TestOther(TestOne):
        """The same with one more fact."""

        def test_a_fact_of_its_own(self) -> None:
            """Something else."""

    assert TestOther.__test__
    TestOther().test_a_new_stream_is_empty()
