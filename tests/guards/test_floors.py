"""The floors of the house: nothing imports upwards, and the rooms of the domain do not know each other."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """All contracts of pyproject.toml are kept; the report of a broken one is printed by ``lint-imports``."""
    pytest.importorskip("importlinter", reason="import-linter is not installed; CI runs lint-imports")
    from importlinter import cli

    monkeypatch.chdir(ROOT)
    assert cli.lint_imports(config_filename="pyproject.toml", no_cache=True) == cli.EXIT_STATUS_SUCCESS
