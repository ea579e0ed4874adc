"""A second distribution plugs in by its entry point alone; nothing of it is on the path before."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ADAPTER = Path(__file__).parents[2] / "examples" / "third_party_adapter"
PROGRAM = """
import sys
from contextlib import closing
from datetime import UTC, datetime
from xbcommerce.adapters.registry import known_schemes, open_store
from xbcommerce.kernel.ports import NewEvent

assert "xbcommerce_jsonl" not in sys.modules
print(known_schemes())
with closing(open_store(sys.argv[1])) as store:
    version = len(store.read("order/A-1"))
    paid = NewEvent("Paid", "{}", datetime(2026, 3, 1, tzinfo=UTC))
    print(store.append("order/A-1", [paid], expected_version=version))
"""


def opened(site: Path, url: str) -> subprocess.CompletedProcess[str]:
    """Open a store in a fresh process that sees a folder of installed distributions."""
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, url], env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def registered(tmp_path: Path) -> Path:
    """Lay the distribution out as an installer would: its package, and a dist-info from its pyproject."""
    project = tomllib.loads((ADAPTER / "pyproject.toml").read_text())["project"]
    site = tmp_path / "site"
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n")
    lines = [
        line
        for group, points in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in points.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines))
    (site / "xbcommerce_jsonl").symlink_to(ADAPTER / "src" / "xbcommerce_jsonl")
    return site


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Build the distribution and install it with pip, without network."""
    for module in ("hatchling", "pip"):
        pytest.importorskip(module, reason=f"{module} is not installed; the laid-out folder proves the same")
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", str(site), str(ADAPTER)], check=True, capture_output=True)
    return site


@pytest.mark.parametrize("how", ["registered", "installed"])
def test_a_second_distribution_is_found_by_its_scheme(
    how: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The same program, given another address, keeps its shop in another kind of store."""
    site, url = request.getfixturevalue(how), f"jsonl:///{tmp_path}/shop.jsonl"
    runs = [opened(site, url), opened(site, url)]
    assert [run.returncode for run in runs] == [0, 0], runs[0].stderr
    assert [run.stdout.splitlines()[1] for run in runs] == ["1", "2"]
    assert "'jsonl'" in runs[0].stdout
    assert (tmp_path / "shop.jsonl").read_text().count("Paid") == 2


def test_without_it_the_scheme_is_unknown(tmp_path: Path) -> None:
    """The finding is the entry point's doing, not the path's."""
    run = opened(tmp_path, f"jsonl:///{tmp_path}/shop.jsonl")
    assert run.returncode == 1
    assert "UnknownSchemeError: no store for 'jsonl:'" in run.stderr
