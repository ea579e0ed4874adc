"""The files that are packaged with the library."""

from __future__ import annotations

from importlib.resources import files


def packaged_text(name: str, *, package: str = "xbcommerce.reference") -> str:
    """Read a file of a package, e.g. ``"ecb_rates.json"``."""
    return files(package).joinpath(name).read_text(encoding="utf-8")
