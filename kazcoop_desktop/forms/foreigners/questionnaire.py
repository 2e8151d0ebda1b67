"""The questionnaire of a foreign citizen, as annex 1 to order 661 prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import Record, text_of
from kazcoop_desktop.models.foreign_citizen import REASONS, ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.questionnaire import (
    KINSHIPS,
    Education,
    PastActivity,
    PersonLanguage,
    Relative,
    RestrictedFacts,
)
from kazcoop_desktop.services.foreigners.questionnaire import Answers, answers_of, load, missing

_SCHOOLS = 3  # empty rows of the table of education
_LINE = "_" * 20


@dataclass(frozen=True, kw_only=True)
class QuestionnaireOptions(Options):
    """How the Kazakh text is spelled, and how the last items are numbered."""

    spelling: str = option(
        N_("Spelling of the Kazakh text"),
        default="printed",
        choices=(("printed", N_("As printed in the order")), ("corrected", N_("Corrected"))),
    )
    numbering: str = option(
        N_("Numbers of the last items"),
        default="12",
        choices=(("12", N_("12 to 16, in one row with the others")), ("1", N_("1 to 5, as printed"))),
    )


class Questionnaire(PrintedForm):
    """Order 661, annex 1, to the letter; the Russian and English texts are ours."""

    key = "questionnaire"
    title = N_("Questionnaire of a foreign citizen")
    shows_sensitive = True
    shows_restricted = True
    kinds: ClassVar[tuple[type[Record], ...]] = (ForeignCitizen, Person)
    options_type: ClassVar[type[Options]] = QuestionnaireOptions

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        load(records)

    def story(self, records: Sequence[Any]) -> list[Flowable]:
        answers = answers_of(records)[0] if records else None
        relatives, schools = self.tables()
        attention = pgettext("annex 1", "ATTENTION!!!")
        return [
            blocks.upper_corner(
                pgettext(
                    "annex 1",
                    "Annex 1\nto the Rules for organising\ninternational cooperation\n"
                    "carried out by educational organisations",
                )
            ),
            blocks.title(
                pgettext(
                    "annex 1",
                    "Questionnaire\nof a foreign citizen who has come to educational organisations\n"
                    "of the Republic of Kazakhstan\nto study, work or carry out research",
                )
            ),
            blocks.under_title(f"{attention}\n{self._notice()}"),
            blocks.beside_photo(
                [], blocks.photo(pgettext("annex 1", "3×4 photo"), answers.photo if answers else None)
            ),
            blocks.items(self._first_items(answers)),
            blocks.caption(pgettext("annex 1", "10. Information on relatives:")),
            blocks.table(relatives, list(self._relatives(answers)), row_height=blocks.HAND_ROW, signed=True),
            blocks.caption(pgettext("annex 1", "11. Education before coming to the Republic of Kazakhstan")),
            blocks.table(schools, list(_schools(answers)), row_height=blocks.HAND_ROW, signed=True),
            blocks.plain(pgettext("annex 1", "* State, private, religious, secular, military")),
            blocks.space(),
            blocks.items(self._last_items(answers), least=blocks.HAND_ROW * (2 if self.blank else 1)),
            blocks.kept_together(list(_declaration(answers))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The relatives; the education."""
        number = pgettext("annex 1", "No.")
        address = pgettext("annex 1", "Permanent address")
        if self._is_as_printed():
            number = pgettext("annex 1 as printed", "No.")
            address = pgettext("annex 1 as printed", "Permanent address")
        return (
            (
                Column(pgettext("annex 1", "Degree of kinship"), 43),
                Column(pgettext("annex 1", "Full name"), 38),
                Column(pgettext("annex 1", "Year of birth"), 19, "CENTER"),
                Column(pgettext("annex 1", "Occupation"), 32),
                Column(address, 38),
            ),
            (
                Column(number, 12, "CENTER"),
                Column(pgettext("annex 1", "Name of educational organisation"), 42),
                Column(pgettext("annex 1", "Study programme"), 33),
                Column(pgettext("annex 1", "Years of study"), 22, "CENTER"),
                Column(pgettext("annex 1", "Type of educational organisation (*)"), 31),
                Column(pgettext("annex 1", "Document on education"), 30),
            ),
        )

    @classmethod
    def lacking(cls, records: Sequence[Any]) -> list[str]:
        return [
            f"{answers.person}: {', '.join(names)}"
            for answers in answers_of(records)
            if (names := missing(answers))
        ]

    def _is_as_printed(self) -> bool:
        return bool(self.options.spelling == "printed")

    def _notice(self) -> str:
        if self._is_as_printed():
            return pgettext("annex 1 as printed", "To be filled in with black block letters")
        return pgettext("annex 1", "To be filled in with black block letters")

    def _first_items(self, answers: Answers | None) -> Iterator[tuple[str, str, str]]:
        """Items 1-9."""
        person = answers.person if answers else None
        facts = answers.facts if answers else None
        home = pgettext("annex 1", "Permanent address, contact telephones")
        if self._is_as_printed():
            home = pgettext("annex 1 as printed", "Permanent address, contact telephones")
        entries = (
            (pgettext("annex 1", "Surname\nFirst name\nPatronymic"), _names(person)),
            (pgettext("annex 1", "Sex"), _said(person, Person.sex)),
            (
                pgettext("annex 1", "Citizenship (nationality of one country)"),
                _said(person, Person.citizenship),
            ),
            (
                pgettext("annex 1", "Place of birth (country, city, administrative unit)"),
                _joined(
                    *(
                        _said(person, field)
                        for field in (Person.birth_country, Person.birth_city, Person.birth_region)
                    )
                ),
            ),
            (pgettext("annex 1", "Ethnicity"), _said(facts, RestrictedFacts.ethnicity)),
            (pgettext("annex 1", "Religion"), _said(facts, RestrictedFacts.religion)),
            (
                pgettext("annex 1", "Membership in political and public organisations"),
                _said(facts, RestrictedFacts.organisations),
            ),
            (
                home,
                _joined(
                    *(_said(person, field) for field in (Person.home_address, Person.phone, Person.email))
                ),
            ),
            (pgettext("annex 1", "Marital status"), _said(facts, RestrictedFacts.marital_status)),
        )
        for number, (name, value) in enumerate(entries, 1):
            yield f"{number}.", name, value

    def _relatives(self, answers: Answers | None) -> Iterator[list[str]]:
        """The seven rows of item 10; a kinship with several people has several."""
        printed = {
            "father": pgettext("annex 1", "Father"),
            "mother": pgettext("annex 1", "Mother"),
            "brother": pgettext("annex 1", "Brother (elder, younger)"),
            "sister": pgettext("annex 1 as printed", "Sister (elder, younger)")
            if self._is_as_printed()
            else pgettext("annex 1", "Sister (elder, younger)"),
            "spouse": pgettext("annex 1", "Spouse"),
            "child": pgettext("annex 1", "Children"),
            "other": pgettext("annex 1", "Other close relatives"),
        }
        fields = (Relative.full_name, Relative.birth_year, Relative.occupation, Relative.address)
        for kinship, _name in KINSHIPS:
            people = [each for each in answers.relatives if each.kinship == kinship] if answers else []
            rows = [[text_of(each, field) for field in fields] for each in people] or [[""] * len(fields)]
            for at, row in enumerate(rows):
                yield ["" if at else printed[kinship], *row]

    def _last_items(self, answers: Answers | None) -> Iterator[tuple[str, str, str]]:
        """Items 12-16, which the order prints as 1-5."""
        stay = answers.stay if answers else None
        entries = (
            (
                pgettext("annex 1", "Knowledge of languages, level (oral, reading, writing)"),
                "\n".join(_language(each) for each in answers.languages) if answers else "",
            ),
            (
                pgettext(
                    "annex 1",
                    "Activity during the last 5 years before coming to Kazakhstan (study, work, "
                    "military service, public activity, other activities)",
                ),
                "\n".join(_activity(each) for each in answers.activities) if answers else "",
            ),
            (_reasons(stay), _said(stay, ForeignCitizen.purpose)),
            (
                pgettext(
                    "annex 1",
                    "Field of study in the educational organisation, purpose of work, topic of research "
                    "in Kazakhstan",
                ),
                _joined(_said(stay, ForeignCitizen.specialty), _said(stay, ForeignCitizen.topic)),
            ),
            (
                pgettext("annex 1", "Tell about yourself, other information, wishes, suggestions"),
                _said(stay, ForeignCitizen.wishes),
            ),
        )
        for number, (name, value) in enumerate(entries, int(self.options.numbering)):
            yield f"{number}.", name, value


def _said(record: Record | None, field: Any) -> str:
    return text_of(record, field) if record is not None else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _names(person: Person | None) -> str:
    """Three lines as the paper's language writes them, in capitals; behind them the spelling of the passport."""
    if person is None:
        return ""
    own = {
        "kk": (person.surname_kk, person.given_name_kk, person.patronymic_kk),
        "ru": (person.surname_ru, person.given_name_ru, person.patronymic_ru),
    }.get(i18n.current(), ("", "", ""))
    latin = (person.surname, person.given_names, "")
    lines = (" / ".join(dict.fromkeys(filter(None, pair))) for pair in zip(own, latin, strict=True))
    return "\n".join(lines).upper().rstrip()


def _schools(answers: Answers | None) -> Iterator[list[str]]:
    schools = answers.educations if answers else []
    for number, school in enumerate(schools, 1):
        years = "–".join(str(year) for year in (school.from_year, school.until_year) if year)
        yield [
            str(number),
            school.name,
            school.programme,
            years,
            text_of(school, Education.school_type),
            school.document,
        ]
    for _empty in range(_SCHOOLS - len(schools)):
        yield [""] * 6


def _language(known: PersonLanguage) -> str:
    """ағылшын тілі: ауызша – еркін, оқуы – еркін, хат – жақсы."""
    levels = (
        (pgettext("annex 1", "oral"), text_of(known, PersonLanguage.oral)),
        (pgettext("annex 1", "reading"), text_of(known, PersonLanguage.reading)),
        (pgettext("annex 1", "writing"), text_of(known, PersonLanguage.writing)),
    )
    told = _joined(*(f"{skill} – {level.lower()}" for skill, level in levels if level))
    name = text_of(known, PersonLanguage.language)
    return f"{name}: {told}" if told else name


def _activity(done: PastActivity) -> str:
    """09.2021 – 06.2025: оқу, Ташкент мемлекеттік консерваториясы."""
    period = " – ".join(f"{day:%m.%Y}" for day in (done.started_on, done.ended_on) if day)
    told = f"{text_of(done, PastActivity.activity).lower()}, {done.what}"
    return f"{period}: {told}" if period else told


def _reasons(stay: ForeignCitizen | None) -> str:
    """Item 14: the question itself has the boxes for the ranks."""
    question = pgettext(
        "annex 1",
        "Reason for coming to Kazakhstan: study, work, research (sent by the state ({state}), advice of "
        "relatives ({relatives}) or other persons ({others}), inexpensive tuition ({fee}); high level of "
        "education ({quality}), wish to get to know our country ({country}), contractual obligations "
        "({contract}), other reasons ({other}) - number in order of preference - 1, 2, 3 etc.)",
    )
    ranks = {name.removeprefix("reason_"): getattr(stay, name) if stay else None for name in REASONS}
    return question.format(**{name: rank or official.NBSP for name, rank in ranks.items()})


def _declaration(answers: Answers | None) -> Iterator[Flowable]:
    yield blocks.text(
        pgettext(
            "annex 1",
            "17. I have been acquainted with the legislation of the Republic of Kazakhstan on the legal "
            "status of foreign citizens in the Republic of Kazakhstan, the rules of living and conduct in "
            "the dormitory, the internal rules of the educational organisation and the materials on "
            "liability for breaking the laws of the Republic of Kazakhstan.",
        )
    )
    yield blocks.text(
        pgettext("annex 1", "I undertake to fulfil the conditions and requirements stated therein.")
    )
    declared_on = answers.stay.declared_on if answers and answers.stay else None
    dated = pgettext("annex 1", '"_____" ____________ _____')
    if declared_on:
        dated = pgettext("annex 1", '"{day}" {month} {year}').format(
            day=f"{declared_on:%d}", month=official.month_name(declared_on), year=declared_on.year
        )
    signature = pgettext("annex 1", "Signature {line}").format(line=_LINE)
    yield blocks.ends(dated, signature)
