"""A store in one file of JSON lines, found by xbcommerce under the scheme ``jsonl``."""

from urllib.parse import unquote, urlsplit

from xbcommerce.adapters.failures import BadUrlError

from .store import JsonLinesStore

__all__ = ["JsonLinesStore", "open_url"]


def open_url(url: str) -> JsonLinesStore:
    """Open ``jsonl:///FILE`` (this folder) or ``jsonl:////PATH`` (absolute); this is the entry point."""
    parts = urlsplit(url)
    path = unquote(parts.path[1:])
    if parts.netloc or parts.query or parts.fragment or not path:
        msg = f"{url!r}: expected jsonl:///shop.jsonl, or jsonl:////srv/shop.jsonl for an absolute path"
        raise BadUrlError(msg)
    return JsonLinesStore(path)
