"""The page for authors of adapters tells the truth: its file is run, and prints what the page shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text(encoding="utf-8")


def blocks(mark: str, language: str) -> list[str]:
    """Return the fenced blocks of the page that stand under a mark."""
    fenced = rf"<!-- {re.escape(mark)} -->\n+```{language}\n(.*?)```"
    return re.findall(fenced, PAGE, flags=re.DOTALL)


def run_pytest(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the file of the page as its author would, always with the same cases."""
    (folder / "test_shelf.py").write_text(
        "\n".join(blocks("file: test_shelf.py", "python")), encoding="utf-8"
    )
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--tb=short"]
    return subprocess.run(
        [*command, "test_shelf.py", *options], cwd=folder, capture_output=True, text=True, check=False
    )


def said(line: str) -> str:
    """Return what a line says, without its frame, its spaces, and what follows the words."""
    return re.sub(r"\s+#.*| - .*", "", line).strip(" _\n")


@pytest.mark.parametrize("shown", blocks("printed by: test_shelf.py", "text"))
def test_the_failures_on_the_page_are_what_pytest_prints(shown: str, tmp_path: Path) -> None:
    """Line by line and in order, whatever stands between them."""
    run = run_pytest(tmp_path, "-k", "TestShelf")
    assert run.returncode == 1, run.stdout + run.stderr
    printed = iter(said(line) for line in run.stdout.splitlines())
    for line in shown.splitlines():
        assert said(line) in printed, f"{line!r} is not in this order in\n{run.stdout}"


def test_the_mended_adapter_of_the_page_passes(tmp_path: Path) -> None:
    """Every law of the contract holds for it."""
    run = run_pytest(tmp_path, "-k", "TestMended")
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"\b1\d passed", run.stdout)


def test_the_page_shows_failures() -> None:
    """If the marks were not found, nothing above would be tested."""
    assert len(blocks("printed by: test_shelf.py", "text")) == 2
    assert len(blocks("file: test_shelf.py", "python")) == 2
