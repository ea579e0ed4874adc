"""A host's own ORM keeps the contracts of xbcommerce, and joins the host's transactions."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp
from threading import current_thread, main_thread
from typing import Any, ClassVar

import pytest
from hypothesis import settings

pytest.importorskip("django", reason="Django is not installed; extra `hosts` brings it")
from django_shop import site

FOLDER = Path(mkdtemp(prefix="django_shop_"))
GIVEN = os.environ.get("DJANGO_SHOP_DATABASE")  # Django's own form, as JSON; else a file
site.configure(json.loads(GIVEN) if GIVEN else site.sqlite(FOLDER / "shop.db", synchronous="OFF"))

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from django_shop.models import DocumentRow, EffectRow, EventRow
from django_shop.store import DjangoStore
from xbcommerce.adapters.journal import EventJournal
from xbcommerce.adapters.rule_sets import DocumentRuleSets
from xbcommerce.adapters.typed import TypedDocuments
from xbcommerce.catalog import Product
from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.ports import NewEffect, NewEvent, StorageError
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.reference.texts import messages
from xbcommerce.testing.contracts import (
    DocumentsContract,
    EventLogContract,
    JournalContract,
    OutboxContract,
    RuleSetsContract,
)

FEW = settings(max_examples=5 if GIVEN else 10)
AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
TABLES = (EventRow, DocumentRow, EffectRow)
PAID = NewEvent("Paid", '{"amount_minor": 1999}', AT)


@pytest.fixture(scope="module", autouse=True)
def database() -> Iterator[None]:
    """Make the tables, as the host's migrations would, and delete them at the end."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    yield
    with connection.schema_editor() as editor:
        for rows in TABLES:
            editor.delete_model(rows)
    connection.close()
    shutil.rmtree(FOLDER)


def as_request(method: Callable[..., Any]) -> Callable[..., Any]:
    """Let go of a thread's connection after the call, as Django does after a request."""

    def call(*args: Any, **options: Any) -> Any:  # noqa: ANN401 (passes all on)
        try:
            return method(*args, **options)
        finally:
            if current_thread() is not main_thread():
                connection.close()

    return call


class Served(DjangoStore):
    """The store, called from threads that nobody else serves."""

    append, record = as_request(DjangoStore.append), as_request(DjangoStore.record)
    put, claim = as_request(DjangoStore.put), as_request(DjangoStore.claim)


def emptied() -> DjangoStore:
    """Return a store without contents."""
    for rows in TABLES:
        rows.objects.all().delete()
    return Served()


class _OverDjango:
    survives_reopening = True
    examples: ClassVar[settings] = FEW

    def make_store(self) -> DjangoStore:
        return emptied()

    def reopen(self, _store: DjangoStore) -> DjangoStore:
        connection.close()
        return DjangoStore()


class TestEventLog(_OverDjango, EventLogContract):
    """Events in the host's table."""


class TestDocuments(_OverDjango, DocumentsContract):
    """Documents in the host's table."""


class TestOutbox(_OverDjango, OutboxContract):
    """Effects in the host's table."""


class TestJournal(JournalContract):
    """The books of the payments room, over the host's events."""

    examples = FEW

    def make_store(self) -> EventJournal:
        """Return empty books."""
        return EventJournal(emptied())


class TestRuleSets(RuleSetsContract):
    """Rule sets, over the host's documents."""

    examples = FEW

    def make_store(self) -> DocumentRuleSets[Decimal]:
        """Return no rule sets."""
        return DocumentRuleSets[Decimal](emptied(), RuleSet[Decimal])


def test_what_is_written_belongs_to_the_hosts_transaction() -> None:
    """If the host rolls back, events, effects and documents are gone with its own rows."""
    store = emptied()
    effect = NewEffect("mail/A-1", "SendMail", "{}", AT)
    with transaction.atomic():
        store.record("order/A-1", [PAID], [effect], expected_version=0)
        store.put("plan", "{}", expected_version=0)
        transaction.set_rollback(True)
    assert (store.streams(), store.keys(), store.pending()) == ((), (), ())
    assert store.record("order/A-1", [PAID], [effect], expected_version=0) == 1


def test_a_conflict_leaves_the_hosts_transaction_usable() -> None:
    """A refused write is undone by itself; what the host did before and does after stands."""
    store = emptied()
    with transaction.atomic():
        store.append("order/A-1", [PAID], expected_version=0)
        with pytest.raises(Exception, match="at version 1, not 0"):
            store.append("order/A-1", [PAID], expected_version=0)
        store.append("order/A-1", [PAID], expected_version=1)
    assert len(store.read("order/A-1")) == 2


def test_a_database_that_cannot_is_named() -> None:
    """Without its tables, the store says so in the library's own error."""
    with connection.schema_editor() as editor:
        editor.delete_model(DocumentRow)
    try:
        with pytest.raises(StorageError, match=r"no such table|does not exist"):
            DjangoStore().get("plan")
    finally:
        with connection.schema_editor() as editor:
            editor.create_model(DocumentRow)


def test_the_view_says_what_a_listing_lacks_in_the_readers_language() -> None:
    """Every section with all it lacks; the product comes out of the host's table."""
    mug = Product.of("MUG-1", {"title": {"en": "Mug"}, "images": ["front.jpg"], "brand": "Ding"})
    TypedDocuments[Product](emptied(), site.PRODUCTS).put("product/MUG-1", mug, expected_version=0)
    told = {
        lang: Client().get("/listings/MUG-1/amazon/DE/de/EUR", headers={"accept-language": lang}).json()
        for lang in ("en", "zh-TW")
    }
    assert not told["en"]["ready"]
    assert [each["code"] for each in told["en"]["sections"]["media"]] == ["image.too_few"]
    missing = Unmet("attribute.missing", "DE/de", {"attribute": "hs_code", "market": "DE", "locale": "de"})
    assert told["en"]["sections"]["content"][0]["text"] == messages().render(missing, "en")
    assert told["zh-TW"]["sections"]["content"][0]["text"] == messages().render(missing, "zh_Hant")


@pytest.mark.parametrize("wrong", ["NONE/amazon/DE/de/EUR", "MUG-1/amazon", "MUG-1/amazon/de/DE/EUR"])
def test_what_is_not_there_is_not_found(wrong: str) -> None:
    """An unknown product or a market that is none: 404, with the reason."""
    emptied()
    answered = Client().get(f"/listings/{wrong}")
    assert answered.status_code == 404
    assert answered.json()["message"]
