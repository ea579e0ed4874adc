"""The files that are packaged with the library."""

from __future__ import annotations

from importlib.resources import files


def packaged_text(name: str) -> str:
    """Read a file of this package, e.g. ``"ecb_rates.json"``."""
    return files("xbcommerce.reference").joinpath(name).read_text(encoding="utf-8")
