"""The notebook that plans one product runs as a program and as a test suite, and shows its decisions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("marimo", reason="marimo is not installed; extra `hosts` brings it")
ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "examples" / "plan_through_new_year.py"


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python on something, away from the repository."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env={**os.environ, "HOME": str(folder)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_its_tests_are_collected(tmp_path: Path) -> None:
    """The tests in its cells are tests like any others."""
    finished = run("-m", "pytest", "-q", "-p", "no:cacheprovider", str(NOTEBOOK), folder=tmp_path)
    assert "4 passed" in finished.stdout, finished.stdout


def test_its_cells_run_and_show_the_decision(tmp_path: Path) -> None:
    """Every cell, top to bottom, without a browser; the recommendation and both charts show as HTML."""
    program = (
        f"import sys; sys.path.insert(0, {str(NOTEBOOK.parent)!r}); from plan_through_new_year import app; "
        "outputs, names = app.run(); "
        "print([type(each).__name__ for each in outputs], names['best'].name); "
        "print(sum('<svg' in getattr(each, 'text', '') for each in outputs))"
    )
    finished = run("-c", program, folder=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert "Recommendation" in finished.stdout
    assert finished.stdout.rstrip().endswith("2")


def test_its_history_is_that_of_the_docs_page() -> None:
    """One product, one year, told twice with the same figures."""

    def weeks(path: Path) -> list[str]:
        _, _, rest = path.read_text(encoding="utf-8").partition('SOLD = """')
        return rest.partition('"""')[0].split()

    assert weeks(NOTEBOOK) == weeks(ROOT / "docs" / "plan-one-product.md")
    assert len(weeks(NOTEBOOK)) == 52
