"""Facts about ``python -m xbcommerce plan``: every row accounted for, every trouble named."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from xbcommerce.tour.plan import main

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
REAL = Path(__file__).parents[4] / "shared/data/supply/online_retail.csv.gz"


def sale(
    day: str, quantity: int = 5, *, code: str = "71053", invoice: str = "536365", price: str = "3.39"
) -> str:
    """One row of the file."""
    return f"{invoice},{code},WHITE LANTERN,{quantity},{day} 08:26:00,{price},17850.0,United Kingdom"


def weeks(count: int, *, shut: Sequence[int] = ()) -> list[str]:
    """A sale on each Monday and Friday from 2011-01-03 on, but in closed weeks."""
    monday = date(2011, 1, 3)
    return [
        sale(str(monday + timedelta(days=7 * week + day)), 5 + week % 3)
        for week in range(count)
        if week not in shut
        for day in (0, 4)
    ]


def write(folder: Path, rows: Sequence[str], *, header: str = HEADER, name: str = "sales.csv") -> Path:
    """Write a sales file."""
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def plan(path: Path, *options: str) -> list[dict[str, str]]:
    """Plan and read the result."""
    out = path.parent / "out"
    assert main([str(path), "--out", str(out), *options]) == 0
    return read(out / "plan.csv")


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted(text: str) -> dict[str, int]:
    """Read the rows of each kind from a summary."""
    return {
        line.strip().partition(" ")[2].partition(";")[0].partition(":")[0]: int(
            line.split()[0].replace(",", "")
        )
        for line in text.splitlines()
        if re.match(r"  [\d,]+ ", line)
    }


def test_every_row_is_one_of_the_kinds_and_the_kinds_add_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each trouble that the data set has, and some more."""
    rows = [
        *weeks(12),
        sale("2011-02-01", -2, invoice="C536400"),
        sale("2011-02-01", -9, price="0.0", invoice="536401"),
        sale("2011-02-02", 1, code="B", price="-11062.06", invoice="A563186"),
        sale("2011-02-03", code="POST"),
        sale("2011-02-03", code="gift_0001_20"),
        sale("2011-02-03", code="DCGS0003"),
        sale("2011-02-03", price="0"),
        sale("2011-02-03", 0),
        sale("2011-02-03", price="NaN"),
        sale("2011-02-30"),
        sale("2011-02-03", invoice="X-1"),
        sale("2011-02-03", code=""),
        sale("2011-02-03", 3, invoice="C9"),
        "536365,71053,WHITE LANTERN,six,2011-02-03 08:26:00,3.39,,France",
        "536365,71053,WHITE LANTERN,6,2011-02-03 08:26:00,3.39,",
        '536365,71053,"A ""QUOTED""\nTEXT",6,2/3/2011 8:26,3.39,,France',
    ]
    path = write(tmp_path, rows)
    found = plan(path)
    text = capsys.readouterr().out
    kinds = counted(text)
    assert f"sales.csv: {len(rows)} rows" in text
    assert sum(kinds.values()) == len(rows)
    assert kinds == {
        "sales of goods": 25,
        "cancelled": 1,
        "adjustments of stock or books": 2,
        "that are no goods": 3,
        "without a price": 1,
        "that cannot be read": 8,
    }
    assert [row["stock_code"] for row in found] == ["71053"]
    rejected = read(tmp_path / "out/rejected.csv")
    assert [(row["field"], row["value"]) for row in rejected] == [
        ("Quantity", "0"),
        ("UnitPrice", "NaN"),
        ("InvoiceDate", "2011-02-30 08:26:00"),
        ("InvoiceNo", "X-1"),
        ("StockCode", ""),
        ("Quantity", "3"),
        ("Quantity", "six"),
        ("", "536365,71053,WHITE LANTERN,6,2011-02-03 08:26:00,3.39,"),
    ]
    assert rejected[0]["line"] == str(2 + 24 + 7)
    assert all(row["reason"] for row in rejected)


def test_a_cancelled_order_is_taken_out_of_the_week_it_was_sold_in(tmp_path: Path) -> None:
    """As if it had never been placed; one of an unknown buyer changes nothing."""
    plain = plan(write(tmp_path, weeks(12)))
    mistake = [
        sale("2011-02-08", 900),
        sale("2011-02-16", -900, invoice="C536400"),
        sale("2011-02-16", -40, invoice="C536401").replace("17850.0", ""),
    ]
    undone = plan(write(tmp_path, [*weeks(12), *mistake]))
    for column in ("demand_mean_per_day", "reorder_point", "order_quantity"):
        assert undone[0][column] == plain[0][column]
    assert (undone[0]["units_sold"], undone[0]["units_returned"]) == (
        str(int(plain[0]["units_sold"]) + 900),
        "900",
    )


def test_a_closed_week_is_found_and_is_not_zero_demand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mean is that of the open weeks."""
    shut = plan(write(tmp_path, weeks(12, shut=[6])), "--lead-time-days", "14")
    text = capsys.readouterr().out
    assert "The shop was closed in 1 week(s), from 2011-02-14" in text
    assert 12 / 7 * 0.8 < float(shut[0]["demand_mean_per_day"]) < 12 / 7 * 1.2


def test_options_change_the_plan_as_they_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Packs, minimum, service, stock, day, language."""
    path = write(tmp_path, weeks(12))
    base = int(plan(path)[0]["order_quantity"])
    packed = int(plan(path, "--moq", "500", "--case-pack", "36")[0]["order_quantity"])
    assert packed == 504
    assert int(plan(path, "--service", "0.5")[0]["order_quantity"]) < base
    stock = tmp_path / "stock.csv"
    stock.write_text("StockCode,OnHand,OnOrder\n71053,900,50\nOTHER,3,\n", encoding="utf-8")
    stocked = plan(path, "--stock", str(stock))[0]
    assert (stocked["order_quantity"], stocked["position"]) == ("0", "950")
    assert stocked["order_by"] > "2011-12-01"
    capsys.readouterr()
    earlier = plan(path, "--on", "2011-03-07", "--lang", "zh_Hans")[0]
    assert earlier["weeks_of_history"] == "9"
    assert "计划日当天及以后售出6行" in capsys.readouterr().out
    assert "銷售日期" in (plan(path, "--lang", "zh_Hant") and capsys.readouterr().out)


def test_plain_and_gzip_files_give_the_same_plan(tmp_path: Path) -> None:
    """Whatever the name; a byte order mark and the names of the second edition are understood too."""
    path = write(tmp_path, weeks(12))
    expected = plan(path)
    zipped = tmp_path / "sales.bin"
    zipped.write_bytes(gzip.compress(b"\xef\xbb\xbf" + path.read_bytes()))
    assert plan(zipped) == expected
    second = HEADER.replace("InvoiceNo", "Invoice").replace("UnitPrice", "Price")
    assert plan(write(tmp_path, weeks(12), header=second.replace("CustomerID", "Customer ID"))) == expected


def test_bytes_of_another_encoding_make_their_row_unreadable_unless_it_is_named(tmp_path: Path) -> None:
    """One pound sign in Latin-1."""
    path = write(tmp_path, weeks(12))
    row = sale("2011-02-03", code="99").replace("WHITE", "\u00a35 WHITE")
    path.write_bytes(path.read_bytes() + row.encode("latin-1"))
    assert len(plan(path)) == 1
    (rejected,) = read(tmp_path / "out/rejected.csv")
    assert (rejected["field"], rejected["value"]) == ("Description", "\\udca35 WHITE LANTERN")
    assert len(plan(path, "--encoding", "latin-1")) == 2


def test_a_quote_that_never_closes_is_listed_and_not_swallowed_in_silence(tmp_path: Path) -> None:
    """With the line where it starts."""
    path = write(tmp_path, [*weeks(12), '536365,71053,"OPEN,6,2011-02-03 08:26:00,3.39,,France'])
    assert len(plan(path)) == 1
    (rejected,) = read(tmp_path / "out/rejected.csv")
    assert "no CSV from line 26 on" in rejected["reason"]


def _broken_files(folder: Path) -> dict[str, Path]:
    good = "\n".join([HEADER, *weeks(12)]).encode()
    files = {
        "empty": b"",
        "columns": b"InvoiceNo,StockCode,Quantity\n1,2,3\n",
        "semicolons": good.replace(b",", b";"),
        "no_csv": b"\x89PNG\r\n\x1a\n\x00\x00\x00",
        "cut_off": gzip.compress(good * 50)[:-40],
        "no_sale": "\n".join([HEADER, sale("2011-02-03", 0)]).encode(),
        "no_rows": HEADER.encode(),
        "short": "\n".join([HEADER, sale("2011-02-03")]).encode(),
        "twice": good.replace(b",Country", b",Quantity", 1),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in files} | {"missing": folder / "nowhere.csv", "folder": folder}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty", "is empty; expected the columns InvoiceNo"),
        ("columns", "lacks the columns Description, InvoiceDate, UnitPrice, CustomerID, Country"),
        ("semicolons", "save it with commas"),
        ("no_csv", "lacks the columns"),
        ("cut_off", "damaged or cut off gzip file"),
        ("no_sale", "none of 1 rows is a sale: line 2, Quantity: expected units, not 0"),
        ("no_rows", "none of 0 rows is a sale"),
        ("short", "hold no whole week"),
        ("twice", "two columns 'Quantity'"),
        ("missing", "cannot be read"),
        ("folder", "cannot be read"),
    ],
)
def test_a_file_that_allows_no_plan_gives_one_message_and_leaves_nothing(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and no half-written result."""
    path, out = _broken_files(tmp_path)[name], tmp_path / "out"
    assert main([str(path), "--out", str(out)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("plan: ")
    assert captured.err.count("\n") == 1
    assert said in captured.err
    assert not out.exists()


@pytest.mark.parametrize(
    "options",
    [
        ["--service", "1"],
        ["--service", "often"],
        ["--on", "yesterday"],
        ["--moq", "-1"],
        ["--case-pack", "0"],
        ["--lead-time-days", "NaN"],
        ["--lead-time-sd", "-3"],
        ["--currency", "POUND"],
        ["--encoding", "klingon"],
        ["--lang", "tlh"],
        ["--stock", "nowhere.csv"],
        ["--unknown"],
    ],
    ids=" ".join,
)
def test_options_that_cannot_be_are_refused(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is written."""
    path, out = write(tmp_path, weeks(12)), tmp_path / "out"
    assert main([str(path), "--out", str(out), *options]) == 2
    assert options[-1] in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Code,Units\na,1\n", "needs the columns StockCode and OnHand"),
        ("StockCode,OnHand\na,-1\n", "line 2: 'a' with '-1"),
        ("StockCode,OnHand\na,1\na,2\n", "line 3"),
        ("StockCode,OnHand\na\n", "line 2"),
        ("StockCode,OnHand\na,nan\n", "nan"),
    ],
)
def test_a_stock_file_with_bad_rows_is_refused_with_their_lines(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stock that is guessed would order wrongly."""
    stock = tmp_path / "stock.csv"
    stock.write_text(text, encoding="utf-8")
    assert main([str(write(tmp_path, weeks(12))), "--stock", str(stock), "--out", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to_is_said_and_nothing_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands where the folder should be; and a result that is replaced leaves no other file."""
    path = write(tmp_path, weeks(12))
    assert main([str(path), "--out", str(path)]) == 2
    assert "--out" in capsys.readouterr().err
    plan(path)
    plan(path)
    assert sorted(item.name for item in (tmp_path / "out").iterdir()) == ["plan.csv", "rejected.csv"]


def test_the_progress_bar_is_drawn_where_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr, ending at 100 %, and not where nobody watches."""
    path = write(tmp_path, weeks(12))
    plan(path)
    assert capsys.readouterr().err == ""
    plan(path, "--progress")
    drawn = capsys.readouterr().err
    assert "reading  [##############################] 100 %" in drawn
    assert "planning [##############################] 100 %" in drawn
    assert drawn.endswith("\n")


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0."""
    assert main(["--help"]) == 0
    assert "plain or gzip" in capsys.readouterr().out


@pytest.mark.skipif(not REAL.exists(), reason=f"the Online Retail data set is not at {REAL}")
def test_the_whole_data_set_is_planned_and_its_published_facts_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """541,909 rows, 9,288 cancelled, 527,725 sales of 3,900 goods, the shop closed from 2010-12-27."""
    assert main([str(REAL), "--out", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    kinds = counted(text)
    assert sum(kinds.values()) == 541_909
    assert (kinds["cancelled"], kinds["sales of goods"], kinds["that cannot be read"]) == (9_288, 527_725, 0)
    assert "The shop was closed in 1 week(s), from 2010-12-27" in text
    assert "52 whole weeks from Dec 6, 2010" in text
    rows = read(tmp_path / "plan.csv")
    assert len(rows) == 3_900
    assert sum(row["class"] == "A" for row in rows) == 825
    assert sum(int(row["units_sold"]) for row in rows) == 5_576_996
    assert sum(round(float(row["revenue"]) * 100) for row in rows) == pytest.approx(1_027_103_461, abs=50)
    assert read(tmp_path / "rejected.csv") == []
    units = sum(int(row["order_quantity"]) for row in rows)
    assert f"{units:,} units" in text.splitlines()[-13]
