"""The words of the program: all there in every language, and written as the language is written."""

import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog, mofile, pofile
from babel.messages.catalog import Message
from babel.messages.frontend import CommandLineInterface

from kazcoop_desktop import i18n

ROOT = Path(i18n.__file__).parents[1]
LANGUAGES = ("kk", "ru", "en")
SOURCE_LANGUAGE = "en"
PLURALS = {
    "kk": (2, "(n != 1)"),
    "ru": (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"),
    "en": (2, "(n != 1)"),
}
MARKS = ("_", "N_", "ngettext", "pgettext", "npgettext")
PAPER = "paper"  # the context of what official papers print: their layouts set the wording, stamps and all
OFFICIAL = (PAPER, "annex 1", "annex 1 as printed", "annex 2", "to a man", "to a woman")
ON_BOTH_KEYBOARDS = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя")
LOOK_ALIKES = "АВСЕНІКМОРТХУасеікорху"
ORDINAL = "жол|қосымша|бөлім|тармақ|бет|курс"
WITHOUT_YO = "отчет|учет|счет|расчет|партнер|ученый|прием|еще|ее|введен|принят[а-я]*е[нм]"


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Catalog:
    """What the sources say now, extracted as `dev.py messages` does it."""
    file = tmp_path_factory.mktemp("words") / "kazcoop.pot"
    command = ["pybabel", "--quiet", "extract", "-F", str(ROOT / "pyproject.toml"), "-o", str(file)]
    CommandLineInterface().run([*command, str(ROOT / "kazcoop_desktop")])
    return read(file)


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request) -> Catalog:
    return read(ROOT / "resources" / "i18n" / request.param / "LC_MESSAGES" / "kazcoop.po")


@pytest.fixture(scope="module")
def kazakh() -> Catalog:
    return read(ROOT / "resources/i18n/kk/LC_MESSAGES/kazcoop.po")


@pytest.fixture(scope="module")
def russian() -> Catalog:
    return read(ROOT / "resources/i18n/ru/LC_MESSAGES/kazcoop.po")


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return pofile.read_po(opened)


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def translated(catalogue: Catalog) -> Iterator[Message]:
    """A sentence that English leaves empty is said as the sources say it."""
    return (message for message in messages(catalogue) if all(forms(message.string)))


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def texts(catalogue: Catalog) -> Iterator[str]:
    return (form for message in messages(catalogue) for form in forms(message.string))


def window_texts(catalogue: Catalog) -> Iterator[str]:
    """All but the wording of official papers."""
    plain = (message for message in messages(catalogue) if message.context not in OFFICIAL)
    return (form for message in plain for form in forms(message.string))


def blanks(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def names(found: Iterator[Message]) -> set[tuple[str | None, str]]:
    return {(message.context, forms(message.id)[0]) for message in found}


def offending(pattern: str, found: Iterator[str]) -> list[str]:
    return [text for text in found if re.search(pattern, text)]


def test_every_sentence_of_the_sources_is_in_every_language(template, catalogue):
    assert names(messages(template)) == names(messages(catalogue))


def test_no_sentence_hides_in_an_f_string_where_it_would_not_be_extracted():
    hidden = [
        (file.name, call.lineno)
        for file in (ROOT / "kazcoop_desktop").rglob("*.py")
        for text in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in MARKS
        and isinstance(call.args[0], ast.Constant)
    ]

    assert hidden == []


def test_no_sentence_is_empty_guessed_or_left_behind(catalogue):
    empty = [message.id for message in messages(catalogue) if not all(forms(message.string))]
    assert empty == [] or str(catalogue.locale) == SOURCE_LANGUAGE
    assert [message.id for message in messages(catalogue) if message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_a_translation_has_the_blanks_of_its_sentence(catalogue):
    for message in translated(catalogue):
        *singular, plural = forms(message.id)
        for number, form in enumerate(forms(message.string)):
            may_leave_out = {"n"} if singular and number == 0 else set()
            assert blanks(plural) - may_leave_out <= blanks(form) <= blanks(plural), message.id


def test_plural_forms_are_those_of_the_language(catalogue):
    count, rule = PLURALS[str(catalogue.locale)]

    assert (catalogue.num_plurals, catalogue.plural_expr) == (count, rule)
    assert {len(message.string) for message in messages(catalogue) if message.pluralizable} <= {count}


def test_a_catalogue_compiles_and_finds_its_sentences(catalogue):
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    found = gettext.GNUTranslations(compiled)

    for message in translated(catalogue):
        if not message.context and isinstance(message.id, str):
            assert found.gettext(message.id) == message.string


def test_english_says_what_the_sources_say():
    english = read(ROOT / "resources/i18n/en/LC_MESSAGES/kazcoop.po")

    assert [message.id for message in translated(english) if message.string != message.id] == []


def test_no_word_mixes_latin_and_cyrillic_letters(catalogue):
    mixed = r"(?i)[a-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-z]"

    assert offending(mixed, (re.sub(r"\{\w*\}", " ", text) for text in texts(catalogue))) == []


def test_no_english_word_is_made_of_cyrillic_look_alikes(template):
    found = (text for message in messages(template) for text in forms(message.id))

    assert offending(rf"\b[{LOOK_ALIKES}]+\b", found) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_ending_is_glued_to_a_blank(language):
    texts_of = texts(read(ROOT / f"resources/i18n/{language}/LC_MESSAGES/kazcoop.po"))

    assert offending(rf"\}}(?!-(?:{ORDINAL}))-?[^\W\d_]", texts_of) == []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_letters_to_press_are_on_both_keyboards(language):
    for message in messages(read(ROOT / f"resources/i18n/{language}/LC_MESSAGES/kazcoop.po")):
        marked, wanted = (
            re.findall(r"&(\w)", form) for form in (forms(message.string)[0], forms(message.id)[0])
        )
        assert len(marked) == len(wanted), message.string
        assert ON_BOTH_KEYBOARDS.issuperset(letter.lower() for letter in marked), message.string


def test_both_kazakh_plurals_are_the_same_text(kazakh):
    assert [m.id for m in messages(kazakh) if m.pluralizable and len(set(m.string)) > 1] == []


def test_kazakh_is_calm_and_sets_its_own_signs(kazakh):
    assert offending(r"!", window_texts(kazakh)) == []
    assert offending(r"  |\.\.\.", texts(kazakh)) == []
    assert offending(r"[\"“”—]", window_texts(kazakh)) == []


def test_russian_writes_yo_and_sets_its_own_signs(russian):
    assert offending(rf"(?i)\b(?:{WITHOUT_YO})\b", texts(russian)) == []
    assert offending(r"  |\.\.\.", texts(russian)) == []
    assert offending(r"[\"“”]| – ", window_texts(russian)) == []
