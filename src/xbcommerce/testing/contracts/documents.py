"""The contract of documents."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.ports import Document, Documents, VersionConflictError
from xbcommerce.testing.strategies.storage import names, texts

from .at_once import at_once
from .contract import Contract, law
from .machine import StoreMachine, play
from .names import ALIKE, PATTERNS, broken_names, broken_texts, prefixes, unheard_of


class DocumentsContract(Contract[Documents]):
    """Subclass it, return your documents from ``make_store``, and run pytest."""

    def test_an_unknown_key_has_no_document(self) -> None:
        """A key that was never written gives None, and is not listed."""
        with self.fresh() as documents:
            assert documents.get("plan") is None
            assert tuple(documents.keys()) == ()

    @law(key=names(), bodies=st.lists(texts(), min_size=1, max_size=4))
    def test_the_last_text_is_read_back(self, key: str, bodies: list[str]) -> None:
        """Each write replaces the text and counts the version up by one, to the last character."""
        with self.fresh() as documents:
            for version, body in enumerate(bodies, start=1):
                written = documents.put(key, body, expected_version=version - 1)
                assert written == Document(key, version, body)
                assert documents.get(key) == written

    @law(key=names(), body=texts(), writes=st.integers(0, 3), seen=st.integers(0, 4))
    def test_an_outdated_writer_is_refused(self, key: str, body: str, writes: int, seen: int) -> None:
        """Naming any version but the present one stores nothing and says both versions."""
        with self.fresh() as documents:
            for version in range(writes):
                documents.put(key, body, expected_version=version)
            if seen == writes:
                return
            with pytest.raises(VersionConflictError) as refused:
                documents.put(key, body + "!", expected_version=seen)
            error = refused.value
            assert (error.stream, error.expected, error.actual) == (key, seen, writes)
            assert documents.get(key) == (Document(key, writes, body) if writes else None)

    def test_keys_that_look_alike_are_told_apart(self) -> None:
        """Case, accents, width and length make another document."""
        with self.fresh() as documents:
            written = [documents.put(key, str(n), expected_version=0) for n, key in enumerate(ALIKE)]
            assert [documents.get(key) for key in ALIKE] == written
            assert list(documents.keys()) == sorted(ALIKE)

    @law(
        bodies=st.dictionaries(names(), texts(), max_size=5),
        prefix=prefixes(),
    )
    def test_keys_are_listed_by_prefix(self, bodies: dict[str, str], prefix: str) -> None:
        """Every key that begins with the prefix, no other, sorted by code point; none mixes with another."""
        with self.fresh() as documents:
            for key, body in bodies.items():
                documents.put(key, body, expected_version=0)
            assert list(documents.keys(prefix)) == sorted(key for key in bodies if key.startswith(prefix))
            assert {key: documents.get(key) for key in bodies} == {
                key: Document(key, 1, body) for key, body in bodies.items()
            }

    def test_a_prefix_is_no_pattern(self) -> None:
        """Signs that some database gives a meaning in patterns mean themselves."""
        with self.fresh() as documents:
            for key in PATTERNS:
                documents.put(key, "{}", expected_version=0)
            for prefix in PATTERNS:
                found = list(documents.keys(prefix))
                assert found == sorted(key for key in PATTERNS if key.startswith(prefix))

    @law(key=broken_names())
    def test_a_key_that_not_every_store_keeps_is_refused(self, key: str) -> None:
        """Empty, too long, with control characters, lone surrogates or outer spaces: nothing is stored."""
        with self.fresh() as documents:
            with pytest.raises(InvalidValueError):
                documents.put(key, "{}", expected_version=0)
            assert tuple(documents.keys()) == ()

    @law(key=unheard_of(), prefix=broken_texts())
    def test_a_key_that_no_store_keeps_is_not_found(self, key: str, prefix: str) -> None:
        """Looking is not refused: there is nothing under it, nor beginning with it, nor under its like."""
        with self.fresh() as documents:
            for like in ("order", "a", "ab"):
                documents.put(like, "{}", expected_version=0)
            assert documents.get(key) is None
            assert tuple(documents.keys(prefix)) == ()

    @law(body=broken_texts())
    def test_a_text_that_not_every_store_keeps_is_refused(self, body: str) -> None:
        """NUL and lone surrogates: nothing is stored."""
        with self.fresh() as documents:
            with pytest.raises(InvalidValueError):
                documents.put("plan", body, expected_version=0)
            assert documents.get("plan") is None

    @pytest.mark.parametrize("version", [-1, True, 1.0])
    def test_a_version_that_is_no_count_is_refused(self, version: int) -> None:
        """Negative, truth values and floats are no versions."""
        with self.fresh() as documents, pytest.raises(InvalidValueError):
            documents.put("plan", "{}", expected_version=version)

    def test_it_behaves_like_a_dict(self) -> None:
        """Over any course of right and outdated writes, contents equal those of the simplest model."""
        play(DocumentsMachine, self)

    def test_of_writers_at_once_one_wins(self) -> None:
        """Threads that all write a new document: one is accepted, the others are told of the conflict."""
        if not self.shared_by_threads:
            return
        with self.fresh() as documents:
            accepted: list[Document] = []

            def write(number: int) -> None:
                with suppress(VersionConflictError):
                    accepted.append(documents.put("plan", str(number), expected_version=0))

            at_once(write)
            assert [documents.get("plan")] == accepted

    @law(key=names(), body=texts())
    def test_a_reopened_store_has_everything(self, key: str, body: str) -> None:
        """What was written is there after closing and opening, with its version."""
        if not self.survives_reopening:
            return
        with self.fresh() as first:
            written = first.put(key, body, expected_version=0)
            with self._closing(self.reopen(first)) as documents:
                assert documents.get(key) == written
                assert documents.put(key, body, expected_version=1).version == 2  # noqa: PLR2004


class DocumentsMachine(StoreMachine[Documents]):
    """Writes of two documents, right and outdated ones."""

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[str, Document] = {}

    @rule(key=st.sampled_from("ab"), body=texts(), off=st.integers(-1, 1))
    def put(self, key: str, body: str, off: int) -> None:
        """Write at the right version, one too low, or one too high."""
        version = self.model[key].version if key in self.model else 0
        expected = max(0, version + off)
        if expected == version:
            self.model[key] = Document(key, version + 1, body)
            assert self.store.put(key, body, expected_version=expected) == self.model[key]
        else:
            with pytest.raises(VersionConflictError):
                self.store.put(key, body, expected_version=expected)

    @invariant()
    def contents_are_the_models(self) -> None:
        """Every document is as last written."""
        keys = tuple(self.store.keys())
        assert {key: self.store.get(key) for key in keys} == self.model
