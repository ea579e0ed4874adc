"""The smallest Django around the store: settings, one view, its address.

python -m django_shop.site shop.db migrate --run-syncdb
python -m django_shop.site shop.db runserver
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils import timezone, translation

from xbcommerce.adapters.typed import TypedDocuments
from xbcommerce.catalog import Attribute, Listing, ListingKey, ListingStandard, Product, listing_report
from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.reference.compliance import compliance_rules
from xbcommerce.reference.texts import messages

PRODUCTS = Kinds.of(Product)


def sqlite(file: Path, *, synchronous: str = "FULL") -> dict[str, Any]:
    """Describe a SQLite file, as a store of events needs it."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits for its turn at once, not in the middle
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}",
        },
    }


def configure(database: dict[str, Any]) -> None:
    """Set Django up over a database; in your project this is the settings module."""
    settings.configure(
        DEBUG=False,
        SECRET_KEY="only for the example",  # noqa: S106
        ALLOWED_HOSTS=["localhost", "testserver"],
        INSTALLED_APPS=["django_shop"],
        DATABASES={"default": database},
        ROOT_URLCONF="django_shop.site",
        MIDDLEWARE=["django.middleware.locale.LocaleMiddleware"],
        LANGUAGES=[("en", "English"), ("zh-hans", "简体中文"), ("zh-hant", "繁體中文")],
        LOGGING_CONFIG=None,
        USE_TZ=True,
    )
    django.setup()


def standard() -> ListingStandard:
    """Return what this shop asks of every listing, beside what the law asks."""
    attributes = (Attribute("title", localizable=True), Attribute("brand"), Attribute("hs_code"))
    required = tuple(attribute.name for attribute in attributes)
    return ListingStandard("shop-2026", attributes, required, compliance_rules(), images_min=2)


def report(_request: HttpRequest, sku: str, market: str) -> JsonResponse:
    """Say what a product still lacks to be listed in a market, in the reader's language."""
    from .store import DjangoStore

    try:
        key = ListingKey.parse(market)
    except InvalidValueError as error:
        return JsonResponse({"code": error.code, "message": str(error)}, status=404)
    found = TypedDocuments[Product](DjangoStore(), PRODUCTS).get(f"product/{sku}")
    if found is None:
        return JsonResponse({"code": "unknown_product", "message": f"no product {sku!r}"}, status=404)
    told = listing_report(Listing.new(key, found.value), standard(), on=timezone.localdate())
    texts, lang = messages(), translation.get_language() or "en"
    sections = {
        section.name: [
            {"code": each.code, "where": each.where, "text": texts.render(each, lang)}
            for each in section.unmet
        ]
        for section in told.sections
    }
    return JsonResponse({"listing": told.listing, "ready": told.ready, "sections": sections})


urlpatterns = [path("listings/<str:sku>/<path:market>", report)]

if __name__ == "__main__":
    configure(sqlite(Path(sys.argv[1])))
    execute_from_command_line(["django_shop.site", *sys.argv[2:]])
