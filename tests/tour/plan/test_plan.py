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
        found[1]: int(found[2].replace(",", ""))
        for line in text.splitlines()
        if (found := re.match(r"  (\S.*): ([\d,]+)(?:;|$)", line))
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
    assert f"Rows in sales.csv: {len(rows)}, " in text
    assert sum(kinds.values()) == len(rows)
    assert kinds == {
        "sales of goods": 25,
        "cancelled": 1,
        "adjustments of stock or books": 2,
        "no goods but postage, fees, discounts, vouchers": 3,
        "without a price, samples and found stock": 1,
        "unreadable": 8,
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
    assert (
        "Weeks taken as closed: 1 (from 2011-02-14). Nothing sold in them, though the shop sells in" in text
    )
    assert "at least 90 % of its weeks" in text
    assert 12 / 7 * 0.8 < float(shut[0]["demand_mean_per_day"]) < 12 / 7 * 1.2


def now_and_then(count: int, *, every: int = 5, units: int = 10) -> list[str]:
    """A sale every so many weeks."""
    monday = date(2011, 1, 3)
    return [sale(str(monday + timedelta(days=7 * week)), units) for week in range(0, count, every)]


def test_a_shop_that_sells_now_and_then_was_not_closed_in_between(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten units every fifth week are 0.29 a day, not 1.43; the rule is said, and a few days of many."""
    (found,) = plan(write(tmp_path, now_and_then(26)), "--on", "2011-07-04")
    text = capsys.readouterr().out
    assert float(found["demand_mean_per_day"]) < 0.5
    assert "Weeks taken as closed" not in text
    assert "Weeks without a sale: 20 (from 2011-01-10, 2011-01-17, 2011-01-24, …)" in text
    assert "where the shop sells in at least 90 % of its weeks" in text


def test_a_week_whose_rows_were_rejected_was_not_closed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether the day of the rejected row can be read, or only lies between those of its neighbours."""
    open_weeks = plan(write(tmp_path, weeks(12)))[0]
    for number, bad in enumerate((sale("2011-02-15", 0), sale("the 15th of February"))):
        rows = weeks(12, shut=[6])
        rows.insert(12, bad)
        (found,) = plan(write(tmp_path, rows))
        text = capsys.readouterr().out
        assert "Weeks taken as closed" not in text, number
        assert "Weeks without a readable sale, but with rejected rows: 1 (from 2011-02-14)" in text, number
        assert float(found["demand_mean_per_day"]) <= float(open_weeks["demand_mean_per_day"])


def test_closures_that_the_shopkeeper_names_are_missing_and_no_zero_demand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a list or one by one; what lies outside the whole weeks is said."""
    path = write(tmp_path, weeks(12, shut=[1, 2, 8]))
    (quiet,) = plan(path)
    assert "Weeks without a sale: 3" in capsys.readouterr().out
    days = ("--closed", "2011-01-12,2011-01-18", "--closed", "2011-03-04")
    (named,) = plan(path, *days, "--closed", "2015-01-01")
    text = capsys.readouterr().out
    assert "Weeks closed as you say: 3 (from 2011-01-10, 2011-01-17, 2011-02-28)" in text
    assert (
        "Days named with --closed that lie in no whole week of the file and change nothing: 1 (2015-01-01)"
        in text
    )
    assert "Weeks without a sale" not in text
    assert float(named["demand_mean_per_day"]) >= float(quiet["demand_mean_per_day"])


def test_a_shop_closed_in_every_week_has_nothing_to_learn_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said for each item, not a crash."""
    days = ",".join(str(date(2011, 1, 3) + timedelta(days=7 * week)) for week in range(3))
    (found,) = plan(write(tmp_path, weeks(3)), "--closed", days)
    assert (found["remark"], found["order_by"]) == ("nothing to order: sold in no whole week that counts", "")
    assert "Nothing is to be ordered now." in capsys.readouterr().out


def test_cancelled_sales_earn_nothing_and_make_no_item_important(tmp_path: Path) -> None:
    """A large order cancelled the same day, at its own price, leaves class and revenue as they were."""
    mistake = [
        sale("2011-03-24", 80_995, code="23843", price="2.08"),
        sale("2011-03-24", -80_995, code="23843", price="2.08", invoice="C581484"),
    ]
    kept, undone = plan(write(tmp_path, [*weeks(12), *mistake]))
    assert (kept["stock_code"], kept["class"]) == ("71053", "A")
    assert (undone["stock_code"], undone["class"], undone["revenue"]) == ("23843", "C", "0.00")
    assert undone["units_sold"] == undone["units_returned"] == "80995"


def test_an_item_that_needs_nothing_has_no_day_to_order_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It sold once in a year: the target is met with an empty shelf, and no safety stock is below nothing."""
    rows = [*weeks(52), sale("2011-01-04", 1, code="rare")]
    found = {row["stock_code"]: row for row in plan(write(tmp_path, rows), "--lead-time-days", "1")}
    rare = found["rare"]
    assert (rare["order_quantity"], rare["order_by"], rare["safety_stock"]) == ("0", "", "0.000")
    assert float(rare["lead_time_demand_mean"]) >= 0
    assert rare["remark"] == "nothing to order: sells so rarely that an empty shelf meets the target"
    assert found["71053"]["remark"] == ""
    text = capsys.readouterr().out
    assert "empty shelf meets the target: 1" in text
    assert not any(line.startswith("  C  rare") for line in text.splitlines())


def test_a_target_below_one_half_says_that_it_holds_no_safety_stock(tmp_path: Path) -> None:
    """Less than the mean is enough for it."""
    (found,) = plan(write(tmp_path, weeks(12)), "--service", "0.2")
    assert float(found["reorder_point"]) < float(found["lead_time_demand_mean"])
    assert (found["safety_stock"], found["remark"]) == (
        "0.000",
        "no safety stock: fewer than the mean meet the target",
    )


def test_stock_of_just_the_reorder_point_is_ordered_with_the_next_sale(tmp_path: Path) -> None:
    """Nothing is needed today, and the day to order is not past."""
    path = write(tmp_path, weeks(12))
    (base,) = plan(path)
    stock = tmp_path / "stock.csv"
    stock.write_text(f"StockCode,OnHand\n71053,{base['order_quantity']}\n", encoding="utf-8")
    (found,) = plan(path, "--stock", str(stock))
    assert found["order_quantity"] == "0"
    assert found["order_by"] >= base["order_by"]
    assert found["remark"].startswith("nothing to order yet")


def test_the_season_is_warned_of_where_the_last_weeks_are_unlike_the_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twice as much in the last eight weeks; a steady shop hears nothing."""
    monday = date(2011, 1, 3)
    steady = [sale(str(monday + timedelta(days=7 * week)), 10) for week in range(40)]
    on = ("--on", "2011-10-10")
    plan(write(tmp_path, steady), *on)
    assert "Season or trend" not in capsys.readouterr().out
    more = [sale(str(monday + timedelta(days=7 * week)), 10) for week in range(32, 40)]
    plan(write(tmp_path, [*steady, *more]), *on)
    assert "sold 1.67 times its average" in capsys.readouterr().out


def test_a_plan_made_before_all_sales_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is the day that is wrong, not the rows."""
    path = write(tmp_path, weeks(12))
    assert main([str(path), "--out", str(tmp_path / "out"), "--on", "2011-01-03"]) == 2
    error = capsys.readouterr().err
    assert "all 24 sales lie on or after 2011-01-03, the day of the plan, the first on 2011-01-03" in error
    assert "give a later --on" in error


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (sale("2011-02-03", 1_000_000_000_000), "expected at most 999,999,999 units"),
        (sale("2011-02-03", 10**30), "expected at most 999,999,999 units"),
        (sale("2011-02-03", price="1000000000000"), "expected a price below 1,000,000,000,000"),
        (sale("2011-02-03", price='"2,55"'), "at most six decimals; a decimal comma: write 2.55"),
        (sale("2011-02-03", price='"1,000"'), "write 1.000 for decimals or 1000 for thousands"),
        (sale("2011-02-03").replace(",5,", ',"2,5",'), "whole units; a decimal comma: write 2.5"),
    ],
)
def test_a_number_that_cannot_be_is_rejected_with_the_limit_or_the_way_to_write_it(
    row: str, reason: str, tmp_path: Path
) -> None:
    """So that the file can be mended."""
    plan(write(tmp_path, [*weeks(12), row]))
    (rejected,) = read(tmp_path / "out/rejected.csv")
    assert rejected["reason"].endswith(reason)


@pytest.mark.parametrize("options", [["--service", "0,95"], ["--lead-time-days", "2,5"]], ids=" ".join)
def test_a_decimal_comma_in_an_option_is_named(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to write instead."""
    assert main([str(write(tmp_path, weeks(12))), *options]) == 2
    assert f"a decimal comma: write {options[1].replace(',', '.')}" in capsys.readouterr().err


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
    assert stocked["remark"].startswith("nothing to order yet")
    capsys.readouterr()
    earlier = plan(path, "--on", "2011-03-07", "--lang", "zh_Hans")[0]
    assert earlier["weeks_of_history"] == "9"
    assert "计划日当天及以后售出6行" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh_Hans", "销售日期"),
        ("zh", "销售日期"),
        ("zh-Hans", "销售日期"),
        ("zh_CN", "销售日期"),
        ("zh_Hant", "銷售日期"),
        ("zh_TW", "銷售日期"),
        ("zh-HK", "銷售日期"),
        ("en-GB", "with sales from"),
    ],
)
def test_the_summary_is_in_the_language_nearest_to_the_one_asked_for(
    lang: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """However its tag is spelled; methods are in words of that language too."""
    plan(write(tmp_path, weeks(40)), "--lang", lang)
    text = capsys.readouterr().out
    assert said in text
    assert ("全部" in text) == lang.startswith("zh")
    assert ("average" in text) == lang.startswith("en")


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
    assert "try --encoding latin-1" in rejected["reason"]
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
        ("columns", "; its first line is 'InvoiceNo,StockCode,Quantity'\n"),
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
        ["--encoding", "base64"],
        ["--encoding", "utf-16"],
        ["--lang", "tlh"],
        ["--lang", "?"],
        ["--closed", "2011-02-14,soon"],
        ["--moq", "1000000000000"],
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
    error = capsys.readouterr().err
    assert error.startswith("plan: ")
    assert error.count("\n") == 1
    assert options[-1].rpartition(",")[2] in error.replace(",", "")
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
    text = " ".join(capsys.readouterr().out.split())
    assert "plain or gzip" in text
    assert "both files replaced if they exist" in text
    assert "default: the current folder" in text


@pytest.mark.skipif(not REAL.exists(), reason=f"the Online Retail data set is not at {REAL}")
def test_the_whole_data_set_is_planned_and_its_published_facts_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """541,909 rows, 9,288 cancelled, 527,725 sales of 3,900 goods, the shop closed from 2010-12-27."""
    assert main([str(REAL), "--out", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    kinds = counted(text)
    assert sum(kinds.values()) == 541_909
    assert (kinds["cancelled"], kinds["sales of goods"], kinds["unreadable"]) == (9_288, 527_725, 0)
    assert "Weeks taken as closed: 1 (from 2010-12-27)" in text
    assert "whole weeks, from Dec 6, 2010 on: 52" in text
    assert "the shop as a whole sold 1.55 times its average" in text
    rows = read(tmp_path / "plan.csv")
    assert len(rows) == 3_900
    assert sum(row["class"] == "A" for row in rows) == 845
    (birdie,) = (row for row in rows if row["stock_code"] == "23843")
    assert (birdie["class"], birdie["revenue"], birdie["units_returned"]) == ("C", "0.00", "80995")
    assert sum(int(row["units_sold"]) for row in rows) == 5_576_996
    earned = sum(round(float(row["revenue"]) * 100) for row in rows)
    assert 0.93 * 1_027_103_461 < earned < 0.97 * 1_027_103_461
    assert all((row["order_by"] == "") == (row["order_quantity"] == "0") for row in rows)
    assert all(row["remark"].startswith("nothing to order") for row in rows if not row["order_by"])
    assert min(float(row["safety_stock"] or 0) for row in rows) == 0
    assert read(tmp_path / "rejected.csv") == []
    units = sum(int(row["order_quantity"]) for row in rows)
    assert f"units {units:,}, " in text.splitlines()[-13]


def test_with_two_years_of_sales_the_season_is_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten times as much before Christmas, every year: it is tried a year ago too, and the summary says so."""
    monday = date(2009, 1, 5)
    rows = [
        sale(str(monday + timedelta(days=7 * week)), 100 if week % 52 in range(44, 51) else 10 + week % 3)
        for week in range(146)
    ]
    (item,) = plan(write(tmp_path, rows))
    said = capsys.readouterr().out
    assert item["method"].startswith(("snaive:52", "hwa:52"))
    assert "The season is forecast from the year before" in said
    assert "take no season out" not in said
    assert float(item["demand_mean_per_day"]) > 3 * 11 / 7
