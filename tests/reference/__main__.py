"""``python -m tests.reference FILE.json ...``: passed/total per family, expected and got of each failure."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from .runner import adapters, load, run


def main(paths: list[str]) -> int:
    """Run the files and return the exit code: 1 where a case fails or nothing ran."""
    if not paths:
        print(__doc__)
        return 2
    known = adapters()
    failed = ran = 0
    for path in paths:
        outcomes, without = run(load(Path(path)), known)
        print(Path(path).name)
        total = Counter(outcome.family for outcome in outcomes)
        bad = [outcome for outcome in outcomes if outcome.problem]
        missed = Counter(outcome.family for outcome in bad)
        for family, count in total.items():
            print(f"  {family:28} {count - missed[family]}/{count}")
        for outcome in bad:
            print(f"    {outcome.case_id}: {outcome.problem}")
        if without:
            left = ", ".join(f"{family} ({count})" for family, count in without.items())
            print(f"  not covered yet: {left}")
        ran += len(outcomes)
        failed += len(bad)
    print(f"{ran - failed} passed, {failed} failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
