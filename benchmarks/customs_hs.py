"""The Harmonized System read into a checked tree, beside a bare csv read of the same file."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.measure import Bench, Peer
from xbcommerce import reference
from xbcommerce.reference.customs.hs import hs2022

_FILE = Path(reference.__file__).parent / "customs" / "hs2022.tsv"


def _bare() -> list[list[str]]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def benches() -> list[Bench]:
    """Load HS 2022; the unit is the whole edition."""
    if [[*row] for row in hs2022().titles.items()] != _bare():
        msg = "the peer reads something else"
        raise ValueError(msg)
    return [
        Bench(
            "load HS 2022 as a tree",
            hs2022.__wrapped__,
            [Peer("csv.reader over the same file", _bare, at_most=1.5)],
            rounds=25,
        )
    ]
