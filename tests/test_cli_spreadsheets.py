"""A list of three hundred partners on the command line: shown, written, unchanged, exported, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from kazcoop_desktop import cli

COUNTRIES = (
    "Korea, Republic of",
    "Viet Nam",
    "Iran, Islamic Republic of",
    "Қазақстан",
    "Россия",
    "United States",
    "Türkiye",
    "Қытай",
    " Германия ",
    "Кaзахстан",  # with a Latin a
)
HEADINGS = {
    "en": ("Name", "Country", "State or province", "Website", "E-mail domain"),
    "ru": ("Название вуза", "Страна", "Регион", "Сайт", "Домен почты"),
    "kk": ("Университеттің атауы", "Елі", "Өңірі", "Сайты", "Пошта домені"),
}
Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command that is to succeed, and gives what it said."""
    monkeypatch.setenv("LOGNAME", "aigul")

    def run_(*words: object, status: int = 0) -> str:
        capfd.readouterr()
        assert cli.main(["--data", str(tmp_path / "data"), "--language", "en", *map(str, words)]) == status
        return capfd.readouterr().out

    return run_


@pytest.fixture
def listed(tmp_path: Path) -> Callable[[str], Path]:
    """The list of an office under headings of a language."""

    def made(language: str) -> Path:
        path = tmp_path / f"list-{language}.xlsx"
        with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADINGS[language])
            for row in range(300):
                name = f"Musterstadt № {row}"
                site = f"http://www.m{row}.example/"
                sheet.write_row(
                    row + 1, 0, [name, COUNTRIES[row % len(COUNTRIES)], "", site, f"m{row}.example"]
                )
        return path

    return made


def test_what_is_shown_is_written_and_is_unchanged_afterwards(
    run: Run, listed: Callable[[str], Path]
) -> None:
    shown = run("import", "partner", listed("en"))
    assert "New: 300, changed: 0, unchanged: 0, with errors: 0" in shown
    assert "Country: Korea, Republic of → South Korea" in shown
    assert not run("list", "partner")

    assert "Written: 300, skipped: 0" in run("import", "partner", listed("en"), "--apply")
    assert "New: 0, changed: 0, unchanged: 300" in run("import", "partner", listed("en"))
    assert "South Korea" in run("list", "partner", "--search", "№ 290")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_same_list_is_known_under_other_headings(
    run: Run, listed: Callable[[str], Path], language: str
) -> None:
    run("import", "partner", listed("en"), "--apply")

    assert "New: 0, changed: 0, unchanged: 300" in run("import", "partner", listed(language))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_list_under_kazakh_or_russian_headings_comes_in_by_itself(
    run: Run, listed: Callable[[str], Path], language: str
) -> None:
    assert "Written: 300, skipped: 0" in run("import", "partner", listed(language), "--apply")


def test_an_import_is_taken_back_whole(run: Run, listed: Callable[[str], Path]) -> None:
    run("import", "partner", listed("en"), "--apply")

    assert run("undo-import", "partner") == "The import was undone; the records are as before.\n"
    assert not run("list", "partner")
    assert "New: 300" in run("import", "partner", listed("en"))
    run("undo-import", "partner", status=1)


def test_what_was_exported_comes_back_unchanged(
    run: Run, listed: Callable[[str], Path], tmp_path: Path
) -> None:
    run("import", "partner", listed("en"), "--apply")

    assert "300" in run("export", "partner", tmp_path / "out.xlsx")
    assert "New: 0, changed: 0, unchanged: 300" in run("import", "partner", tmp_path / "out.xlsx")


def test_rows_with_errors_are_told_by_the_status_and_saved(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_row(0, 0, ("Name", "Country"))
        book.worksheets()[0].write_row(1, 0, ("A", "Atlantis"))
        book.worksheets()[0].write_row(2, 0, ("B", "Italy"))

    shown = run("import", "partner", path, "--apply", "--wrong", tmp_path / "wrong.xlsx", status=1)

    assert "Row 2, “Country”" in shown
    assert "Written: 1, skipped: 1" in shown
    assert (tmp_path / "wrong.xlsx").exists()


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A list with a country that no list of countries has."""
    path = tmp_path / "odd.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write_row(0, 0, ("Name", "Country"))
        book.worksheets()[0].write_row(1, 0, ("A", "Alemannia"))
    return path


@pytest.mark.parametrize("meant", ["DE", "Germany", "Германия"])
def test_a_question_is_answered_on_the_command_line_and_not_asked_again(
    run: Run, odd: Path, meant: str
) -> None:
    run("import", "partner", odd, status=1)

    assert "New: 1, changed: 0, unchanged: 0, with errors: 0" in run(
        "import", "partner", odd, "--answer", f"Alemannia={meant}"
    )
    assert "Country: Alemannia → Germany" in run("import", "partner", odd, "--apply")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Alemania=DE", "There is no “Alemania” here. There are: Alemannia."),
        ("Alemannia=Atlantis", "The list “Country” has no such value."),
        ("Alemannia", "There is no “Alemannia” here. There are: Alemannia."),
    ],
)
def test_an_answer_that_cannot_be_meant_is_refused(
    run: Run, odd: Path, capfd: pytest.CaptureFixture[str], answer: str, said: str
) -> None:
    words = ["import", "partner", str(odd), "--answer", answer]

    assert cli.main(["--data", str(odd.parent / "data"), "--language", "en", *words]) == 1
    assert said in capfd.readouterr().err
    assert "with errors: 1" in run("import", "partner", odd, status=1)


def test_of_records_of_the_same_name_the_one_meant_is_named_by_its_id(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letters.xlsx"
    for country in ("DE", "AT"):
        (tmp_path / "one.json").write_text(f'{{"name": "Musikhochschule", "country": "{country}"}}')
        run("add", "partner", tmp_path / "one.json")
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Partner", "Subject", "Registered on"])
        sheet.write_row(1, 0, ["Musikhochschule", "Шақыру", "12.03.2026"])
    run("import", "letter", path, status=1)
    run("import", "letter", path, "--answer", "Musikhochschule=9", status=1)

    assert "New: 1" in run("import", "letter", path, "--answer", "Musikhochschule=2")
