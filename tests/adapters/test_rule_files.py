"""Rules in a folder: many files are one set, all errors are told at once, and nothing is half written."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from xbcommerce.adapters.failures import NoFileError
from xbcommerce.adapters.rule_file import rule_set_text
from xbcommerce.adapters.rule_files import RuleFiles
from xbcommerce.kernel.codec import BadDocumentError, UnstorableValueError, from_json
from xbcommerce.kernel.dated import ALWAYS, Dated, Found, RecordConflictError, RuleSet, Source, Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.ports import StorageError
from xbcommerce.logistics.customs.rules import CustomsRules
from xbcommerce.logistics.customs.valuation import TaxRate
from xbcommerce.reference.customs.rules import packaged_rules
from xbcommerce.testing.strategies.customs_laws import customs_rule_sets
from xbcommerce.testing.strategies.rules import rule_sets

RULES = RuleSet[Decimal]
DAY = date(2026, 3, 1)


def rate(name: str, percent: int, **more: object) -> Dated[Decimal]:
    """Make a rate of a country."""
    return Dated(name, f"vat/{name.upper()}", Decimal(percent), ALWAYS, DAY, Source("a law"), **more)  # type: ignore[arg-type]


def files(folder: Path, **texts: str) -> RuleFiles[Decimal]:
    """Fill a folder."""
    for name, text in texts.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return RuleFiles(folder, RULES)


def said(rules: RuleFiles[Decimal]) -> list[str]:
    """Return the lines of a refusal."""
    with pytest.raises(BadDocumentError) as refused:
        rules.load()
    lines = str(refused.value).splitlines()
    assert len(lines) == len(refused.value.problems)
    return lines


def listed(*records: Dated[Decimal]) -> str:
    """Write a bare list of records."""
    return json.dumps(json.loads(RULES(records, DAY).canonical_json())["records"])


def text(*records: Dated[Decimal], issued: date = DAY) -> str:
    """Write a set."""
    return rule_set_text(RULES(records, issued), RULES)


def test_all_files_of_a_folder_are_one_set(tmp_path: Path) -> None:
    """Sets and lists alike; what is no rule file by its name is left alone."""
    later = date(2026, 5, 1)
    held = files(tmp_path, a=text(rate("at", 20), issued=later), b=listed(rate("de", 19)), c=listed())
    (tmp_path / "notes.txt").write_text("20 %?")
    (tmp_path / ".rules.json").write_text("an editor's")
    (tmp_path / "old.json").mkdir()
    assert held.load() == RULES([rate("at", 20), rate("de", 19)], later)


def test_a_record_may_supersede_one_of_another_file(tmp_path: Path) -> None:
    """So a change can be a file of its own."""
    change = Dated(
        "at-2027", "vat/AT", Decimal(21), ALWAYS, DAY, None, supersedes="at", from_date=date(2027, 1, 1)
    )
    rules = files(tmp_path, base=text(rate("at", 20)), change=listed(change)).load()
    answers = [rules.as_of("vat/AT", date(year, 6, 1)) for year in (2026, 2027)]
    assert [answer.value for answer in answers if isinstance(answer, Found)] == [20, 21]


def test_a_host_lays_its_folder_over_the_packaged_rules(tmp_path: Path) -> None:
    """Data of tomorrow without a release of this library."""
    cut = Dated(
        "own-de-cut", "vat/DE/standard", TaxRate(15), Validity(date(2027, 7, 1)), date(2026, 11, 25),
        Source("Bundesgesetzblatt"), supersedes="vat-de-standard-2021-01-01", from_date=date(2027, 7, 1),
    )  # fmt: skip
    files = RuleFiles(tmp_path, CustomsRules)
    files.write("germany.json", RuleSet([cut], date(2026, 11, 25)))
    rules = packaged_rules().overlay(files.load())
    answers = [rules.as_of("vat/DE/standard", day) for day in (date(2027, 6, 30), date(2027, 7, 1))]
    assert [str(answer.value) for answer in answers if isinstance(answer, Found)] == ["19 %", "15 %"]


def test_everything_that_is_wrong_is_told_by_file_record_and_field(tmp_path: Path) -> None:
    """Bad values, keys, brackets and bytes, in sets and lists."""
    bad = text(rate("at", 20), rate("be", 21)).replace('"20"', '"twenty"').replace('"issued"', '"isued"')
    held = files(tmp_path, a=bad, b="[", c=listed(rate("de", 19)).replace('"recorded_on"', '"on"'))
    (tmp_path / "d.json").write_bytes(b'{"issued": "\xff"}')
    (tmp_path / "e.json").symlink_to("gone")
    lines = said(held)
    assert (
        lines[0] == "a.json: $.records[0].value (at): expected a decimal as text such as '1.50', got 'twenty'"
    )
    assert "a.json: $.issued: missing, expected date" in lines
    assert "a.json: $.isued: unknown key; did you mean issued?" in lines
    assert any(line.startswith("b.json: $: this is no JSON document") for line in lines)
    assert any(line.startswith("c.json: $[0].recorded_on (de): missing") for line in lines)
    assert any(line.startswith("d.json: this is no JSON document: 'utf-8' codec") for line in lines)
    assert lines[-1] == "e.json: this is no JSON document: No such file or directory"


def test_an_id_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    """Beside what else is wrong; in one list too."""
    held = files(
        tmp_path, a=text(rate("at", 20)), b=listed(rate("at", 21)), c=listed(rate("fr", 20))[:-1] + ","
        + listed(rate("fr", 20))[1:], d="{}",
    )  # fmt: skip
    lines = said(held)
    assert "b.json: $[0].id: the id 'at' stands in a.json too, at $.records[0]" in lines
    assert "c.json: $[1].id: the id 'fr' stands in c.json too, at $[0]" in lines
    assert any(line.startswith("d.json: $.records: missing") for line in lines)


def test_an_id_twice_in_one_set_is_told_once(tmp_path: Path) -> None:
    """The set itself refuses it."""
    (line,) = said(
        files(tmp_path, a=text(rate("at", 20), rate("be", 21)).replace('"id": "be"', '"id": "at"'))
    )
    assert line.startswith("a.json: $: two records have the id 'at'")


def test_records_that_supersede_each_other_across_files_are_refused(tmp_path: Path) -> None:
    """Each file may be sound, and the folder not."""
    held = files(
        tmp_path, a=listed(rate("at", 20, supersedes="de")), b=listed(rate("de", 19, supersedes="at"))
    )
    (line,) = said(held)
    assert line.startswith(f"{tmp_path}: 'at' ('vat/AT') supersedes 'de' of another key ('vat/DE')")


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    """A mistyped path must not read as a host without rules of its own."""
    with pytest.raises(NoFileError, match=r"there is no folder .*nowhere; make it"):
        files(tmp_path / "nowhere").load()
    with pytest.raises(NoFileError, match=r"holds no \*\.json file"):
        files(tmp_path).load()


def test_a_folder_that_tells_no_day_of_issue_needs_one(tmp_path: Path) -> None:
    """Nobody puts today in its place; a day that is given counts before those of the files."""
    files(tmp_path, a="[]")
    with pytest.raises(InvalidValueError, match="no file tells a day of issue; give RuleFiles one, issued="):
        RuleFiles(tmp_path, RULES).load()
    assert RuleFiles(tmp_path, RULES, issued=DAY).load() == RULES((), DAY)
    files(tmp_path, b=text(rate("at", 20), issued=date(2026, 9, 1)))
    assert RuleFiles(tmp_path, RULES, issued=DAY).load().issued == DAY


def test_a_form_must_say_what_the_values_are(tmp_path: Path) -> None:
    """The codec reads nothing that it does not know the type of."""
    with pytest.raises(InvalidValueError, match=r"say what the values are, e.g. RuleSet\[Decimal\]"):
        RuleFiles(tmp_path, RuleSet)


def test_files_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    """Editors of one system put it there."""
    (tmp_path / "a.json").write_text(text(rate("at", 20)), encoding="utf-8-sig")
    assert files(tmp_path).load().keys == ("vat/AT",)


@given(rule_sets())
@settings(max_examples=40)
def test_what_is_written_is_loaded_again_whole(rules: RuleSet[Decimal]) -> None:
    """Whatever the set; one record a line, and no other way to write it."""
    with TemporaryDirectory() as folder:
        held = RuleFiles(folder, RULES)
        path = held.write("rules.json", rules)
        assert held.load() == rules
        written = path.read_text(encoding="utf-8")
        lines = written.splitlines()
        assert len(lines) == len(rules.records) + 2 or lines == [written[:-1]]
        assert [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]] == [
            one.id for one in rules.records
        ]
        assert held.write("rules.json", from_json(written, RULES)).read_text(encoding="utf-8") == written
        assert [each.name for each in Path(folder).iterdir()] == ["rules.json"]


@given(customs_rule_sets())
@settings(max_examples=10)
def test_customs_rules_of_every_kind_are_written_and_loaded(rules: CustomsRules) -> None:
    """Unions name their kind."""
    with TemporaryDirectory() as folder:
        held = RuleFiles(folder, CustomsRules)
        held.write("rules.json", rules)
        assert held.load().digest == rules.digest


def test_equal_sets_are_the_same_bytes() -> None:
    """20 % and 20.0 % are one rate."""
    assert text(rate("at", 20)) == text(Dated("at", "vat/AT", Decimal("20.0"), ALWAYS, DAY, Source("a law")))


@pytest.mark.parametrize("name", ["vat", "vat.txt", "", ".vat.json", "../vat.json", "a/b.json", "..\\a.json"])
def test_a_file_that_is_none_of_the_folder_is_not_written(tmp_path: Path, name: str) -> None:
    """The name stays within the folder, and is found when the folder is read."""
    with pytest.raises(InvalidValueError, match=r"expected the name of a file such as 'vat.json'"):
        RuleFiles(tmp_path, RULES).write(name, RULES((), DAY))
    assert not list(tmp_path.parent.glob("*.json"))


def test_a_set_that_the_folder_could_not_hold_is_not_written(tmp_path: Path) -> None:
    """The folder can be read after every write; a file is replaced by its own successor."""
    held = files(tmp_path, a=text(rate("at", 20)), b=text(rate("be", 21)))
    with pytest.raises(RecordConflictError, match=r"a.json has records of the ids 'at'; take them out there"):
        held.write("c.json", RULES([rate("at", 21)], DAY))
    with pytest.raises(RecordConflictError, match="of another key"):
        held.write("c.json", RULES([rate("fr", 20, supersedes="at")], DAY))
    held.write("a.json", RULES([rate("at", 22)], DAY))
    assert held.load() == RULES([rate("at", 22), rate("be", 21)], DAY)


def test_nothing_is_written_beside_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """Its ids are not known; the file itself may be replaced."""
    held = files(tmp_path, a="{")
    with pytest.raises(BadDocumentError, match=r"a\.json"):
        held.write("b.json", RULES([rate("at", 20)], DAY))
    held.write("a.json", RULES([rate("at", 20)], DAY))
    assert held.load().keys == ("vat/AT",)


def test_a_value_of_another_kind_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """All of a set is written, or nothing."""
    held = files(tmp_path, a=text(rate("at", 20)))
    wrong = RULES([Dated("at", "vat/AT", 0.2, ALWAYS, DAY, None)], DAY)  # type: ignore[list-item]
    with pytest.raises(UnstorableValueError):
        held.write("a.json", wrong)
    assert held.load() == RULES([rate("at", 20)], DAY)
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_a_file_that_cannot_be_written_is_told_with_the_reason(tmp_path: Path) -> None:
    """The family of storage errors."""
    (tmp_path / "vat.json").mkdir()
    with pytest.raises(StorageError, match=r"vat\.json cannot be written: Is a directory"):
        RuleFiles(tmp_path, RULES).write("vat.json", RULES((), DAY))
    assert [each.name for each in tmp_path.iterdir()] == ["vat.json"]
