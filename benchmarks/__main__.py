"""``python -m benchmarks [topic ...] [--json FILE]``; a topic is a module here with ``benches()``."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
from pathlib import Path

from attrs import asdict

import benchmarks

from .measure import Result, measure


def topics() -> list[str]:
    """Return the names of the topic modules."""
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    return sorted(name for name in names if name not in {"measure", "__main__"})


def main() -> int:
    """Run the topics, print one row a pair, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=benchmarks.__doc__)
    parser.add_argument("topic", nargs="*", choices=[*topics(), []], help="default: all")
    parser.add_argument("--json", type=Path, help="write the results here too")
    options = parser.parse_args()
    results: list[Result] = []
    print(f"{'ours':44} {'beside':40} {'ours us':>10} {'peer us':>10} {'ratio':>8}  target")
    for topic in options.topic or topics():
        for bench in importlib.import_module(f"benchmarks.{topic}").benches():
            for result in measure(bench):
                results.append(result)
                print(
                    f"{result.bench:44} {result.peer:40} {result.ours_us:10.2f} {result.peer_us:10.2f} "
                    f"{result.ratio:8.3f}  {result.target}{'' if result.met else '  MISSED'}"
                )
    if options.json:
        options.json.write_text(
            json.dumps([asdict(result) for result in results], indent=1), encoding="utf-8"
        )
    missed = sum(not result.met for result in results)
    print(f"{len(results)} measured, {missed} targets missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
