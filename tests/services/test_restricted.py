"""Facts that nobody sees unasked: they leave no values in the history, no hits in the search, and each look a trace."""

from datetime import date

import pytest

from kazcoop_desktop import cli
from kazcoop_desktop.models import Person, Relative, RestrictedFacts
from kazcoop_desktop.models.history import HistoryEntry
from kazcoop_desktop.services import history, records, restricted, search

ME = "Айгүл"


@pytest.fixture
def person(store):
    return records.save(Person(surname="ERIKSSON", born_on=date(2004, 8, 12)), by=ME)


def lines_of(record):
    return [line for entry in history.of_record(record) for line in history.lines(entry)]


def test_the_history_tells_that_a_restricted_fact_was_changed_and_not_how(person):
    facts = records.save(RestrictedFacts(person=person, religion="лютеран"), by=ME)
    facts.religion = "католик"

    records.save(facts, by=ME)

    assert lines_of(facts) == ["Айгүл changed “Religion”", "Айгүл entered the record"]
    kept = " ".join(str(entry.changes) for entry in HistoryEntry.select())
    assert "лютеран" not in kept
    assert "католик" not in kept


def test_the_search_over_everything_finds_no_relatives(person):
    records.save(Relative(person=person, full_name="Зейнолла Ғани"), by=ME)

    assert search.everywhere("Зейнолла") == []
    assert [hit.record for hit in search.everywhere("Eriksson")] == [person]


def test_a_look_is_written_into_the_history_of_the_person(person):
    relatives = [records.save(Relative(person=person, full_name=name), by=ME) for name in ("Ғани", "Әсел")]

    restricted.look_at(relatives, by="Сәуле")

    assert lines_of(person)[0] == "Сәуле looked at “Relatives”"
    assert len(lines_of(person)) == 2


def test_facts_are_entered_once_for_a_person(person):
    records.save(RestrictedFacts(person=person, ethnicity="швед"), by=ME)

    with pytest.raises(records.Invalid, match="entered already"):
        records.save(RestrictedFacts(person=person, ethnicity="қазақ"), by=ME)


@pytest.mark.parametrize(
    "command", [("list", "relative"), ("show", "relative", "1"), ("export", "relative", "x.xlsx")]
)
def test_the_command_line_shows_restricted_facts_only_when_asked(command, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = ("--data", str(tmp_path / "data"), "--language", "en")
    (tmp_path / "p.json").write_text('{"surname": "ERIKSSON"}', encoding="utf-8")
    (tmp_path / "r.json").write_text('{"person": 1, "full_name": "Nils"}', encoding="utf-8")
    assert cli.main([*data, "add", "person", "p.json"]) == 0
    assert cli.main([*data, "add", "relative", "r.json"]) == 0
    capsys.readouterr()

    assert cli.main([*data, *command]) == 1
    told = capsys.readouterr()
    assert "--restricted" in told.err
    assert "Nils" not in told.out

    assert cli.main([*data, *command, "--restricted"]) == 0
    assert cli.main([*data, "history", "person", "1"]) == 0
    assert "looked at “Relatives”" in capsys.readouterr().out
