"""Write ``src/xbcommerce/reference/ecb_rates.json`` from the file of all fixings that the ECB publishes.

Source: https://www.ecb.europa.eu, euro foreign exchange reference rates, ``eurofxref-hist``. The figures are
copied, not changed.

    python codegen/ecb_rates.py eurofxref-hist.csv[.gz] --read-on 2026-11-25
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "xbcommerce" / "reference" / "ecb_rates.json"
CURRENCIES = ("AUD", "CAD", "CHF", "CNY", "GBP", "HKD", "JPY", "PLN", "SEK", "SGD", "USD")
FIXINGS = 40


def main() -> None:
    """Keep the newest fixings of the currencies that the sample shop meets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--read-on", required=True)
    options = parser.parse_args()
    opened = gzip.open if options.file.suffix == ".gz" else open
    with opened(options.file, "rt", encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["Date"])[-FIXINGS:]
    document = {
        "base": "EUR",
        "source": "Source: ECB statistics",
        "url": "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
        "read_on": options.read_on,
        "note": "Units for 1 EUR. Published for information only, not for transactions.",
        "fixings": {row["Date"]: {code: row[code] for code in CURRENCIES} for row in rows},
    }
    TARGET.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
