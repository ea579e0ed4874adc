"""The notebook runs as a program and as a test suite, and shows its decisions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("marimo", reason="marimo is not installed; extra `hosts` brings it")
NOTEBOOK = Path(__file__).parents[2] / "examples" / "notebook.py"


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python on something, away from the repository."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env={**os.environ, "HOME": str(folder)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_runs_as_a_program(tmp_path: Path) -> None:
    """Every cell, top to bottom, without a browser."""
    finished = run(str(NOTEBOOK), folder=tmp_path)
    assert finished.returncode == 0, finished.stderr


def test_its_tests_are_collected(tmp_path: Path) -> None:
    """The tests in its cells are tests like any others."""
    finished = run("-m", "pytest", "-q", "-p", "no:cacheprovider", str(NOTEBOOK), folder=tmp_path)
    assert "3 passed" in finished.stdout, finished.stdout


def test_its_cells_show_the_decisions(tmp_path: Path) -> None:
    """The choice and the recommendation are what two of its cells end with, and both show as HTML."""
    program = (
        f"import sys; sys.path.insert(0, {str(NOTEBOOK.parent)!r}); from notebook import app; "
        "outputs, names = app.run(); "
        "print([type(each).__name__ for each in outputs if hasattr(each, '_repr_html_')], 'choice' in names)"
    )
    finished = run("-c", program, folder=tmp_path)
    assert "ChannelChoice" in finished.stdout, finished.stderr
    assert "Recommendation" in finished.stdout
    assert finished.stdout.rstrip().endswith("True")
