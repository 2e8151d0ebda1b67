"""The pages of the guide: complete in three languages, and in the words of the window."""

import re
from itertools import product
from pathlib import Path

import pytest
from babel.messages import pofile

from kazcoop_desktop import cli, i18n, paths
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.text import fold
from kazcoop_desktop.services import guide

EVERY_PAGE = list(product(i18n.LANGUAGES, guide.NAMES))
CYRILLIC = "[а-яёәғқңөұүһі]"


@pytest.fixture(autouse=True)
def window_language():
    before = i18n.current()
    yield
    i18n.use(before)


def written(language: str, name: str) -> str:
    return (paths.resource("guide", language) / f"{name}.md").read_text(encoding="utf-8")


def pictures_of(page: guide.Page) -> list[str]:
    return re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.text)


def words_of_the_catalogue() -> set[tuple[str | None, str]]:
    catalogue = paths.resource("i18n", "kk", "LC_MESSAGES", "kazcoop.po")
    with catalogue.open("rb") as file:
        return {
            (message.context, message.id) for message in pofile.read_po(file) if isinstance(message.id, str)
        }


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_folder_of_a_language_holds_the_pages_of_the_contents_and_no_other(language):
    found = {file.stem for file in paths.resource("guide", language).glob("*.md")}

    assert found == set(guide.NAMES)


@pytest.mark.parametrize(("language", "name"), EVERY_PAGE)
def test_a_page_names_only_words_that_the_window_knows(language, name):
    unknown = set(guide.words_in(written(language, name))) - words_of_the_catalogue()

    assert not unknown


@pytest.mark.parametrize(("language", "name"), EVERY_PAGE)
def test_a_page_is_filled_with_words_links_and_pictures(language, name):
    i18n.use(language)

    page = guide.page(name)

    assert page.title
    assert "[[" not in page.text
    assert "[](" not in page.text
    for target in re.findall(r"\]\((\w+)\.md\)", page.text):
        assert target in guide.NAMES
    for picture in pictures_of(page):
        assert (guide.folder() / picture).is_file(), picture


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_picture_is_shown_on_some_page(language):
    i18n.use(language)
    shown = {name for page in guide.pages() for name in pictures_of(page)}

    assert {file.name for file in guide.folder().glob("*.png")} == shown


def test_the_pictures_stay_small():
    sizes = [file.stat().st_size for file in paths.resource("guide").glob("*/*.png")]

    assert max(sizes) <= 60 * 1024
    assert sum(sizes) <= 3 * 1024**2


@pytest.mark.parametrize(("language", "name"), [pair for pair in EVERY_PAGE if pair[0] != "en"])
def test_no_latin_letter_hides_in_a_cyrillic_word(language, name):
    mixed = re.findall(rf"\w*(?:{CYRILLIC}[a-z]|[a-z]{CYRILLIC})\w*", written(language, name), re.IGNORECASE)

    assert not mixed


@pytest.mark.parametrize("name", guide.NAMES)
def test_a_page_says_the_same_in_three_languages(name):
    """As many steps, words of the window, links and pictures in each: none was forgotten in one."""
    pages = [written(language, name) for language in i18n.LANGUAGES]

    for pattern in (r"^#+ ", r"^\d+\. ", r"^- ", r"!\[\]\(\w+", r"^\|"):
        assert len({len(re.findall(pattern, page, re.MULTILINE)) for page in pages}) == 1, pattern


def test_every_command_stands_on_the_page_of_the_command_line():
    i18n.use("en")
    text = guide.page("command_line").text

    missing = [each.name for each in cli.COMMANDS if f"`kazcoop {each.name}" not in text]

    assert not missing, "python3 dev.py guide commands"
    assert all(each.sentence in text for each in cli.COMMANDS), "python3 dev.py guide commands"


def test_a_word_of_the_window_is_said_in_its_language_without_its_letter_and_dots():
    i18n.use("ru")

    assert "**Файл** → **Создать резервную копию**" in guide.page("backup").text


@pytest.mark.parametrize(
    ("typed", "name"),
    [("сақтық көшірме", "backup"), ("сактык коширме", "backup"), ("делегация", "delegations")],
)
def test_the_search_forgives_as_everywhere_in_the_program(typed, name):
    i18n.use("kk")

    assert name in [page.name for page in guide.found(typed)]


def test_pages_that_have_the_words_in_their_title_come_first():
    i18n.use("en")

    found = guide.found("letters")

    assert found[0].name == "letters"
    assert len(found) > 1
    assert all("letters" in fold(page.text) for page in found)


def test_an_unknown_page_is_refused_with_the_names_there_are():
    with pytest.raises(UserError, match="backup"):
        guide.page("nowhere")


def test_the_command_line_prints_a_page_and_lists_all(capsys):
    cli.main(["--language", "en", "guide"])
    listed = capsys.readouterr().out
    cli.main(["--language", "en", "guide", "backup"])
    printed = capsys.readouterr().out

    assert all(name in listed for name in guide.NAMES)
    assert printed.startswith("# Backup copies")


def test_pages_name_no_place_of_somebodys_own():
    for file in paths.resource("guide").rglob("*.md"):
        assert not re.search(r"/(home|root|tmp)/", Path(file).read_text(encoding="utf-8")), file
