"""The petition to the migration police: for one person with all particulars, or for several in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.foreigners import stay_words as words
from kazcoop_desktop.forms.foreigners.stay_words import Subject
from kazcoop_desktop.forms.letterhead_paper import LetterheadPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.letter import OUT
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.services.foreigners import stays

MOST = 20  # persons in one petition


@dataclass(frozen=True, kw_only=True)
class PetitionOptions(Options):
    """What is asked for, and whether the department agrees the file copy."""

    request: str = option(
        N_("What is asked for"),
        default="extension",
        choices=(
            ("extension", N_("Extension of the visa")),
            ("issue", N_("Issue of a visa")),
            ("permit", N_("Temporary residence permit")),
            ("change", N_("Change of the visa category")),
            ("exit", N_("Exit visa")),
        ),
    )
    agreed: str = option(
        N_("Agreement of the department"),
        default="no",
        choices=(("no", N_("Without it")), ("yes", N_("With it"))),
    )


class Petition(LetterheadPaper):
    """Procedure 717, 5.5: in the country the visa is issued on the petition of the university."""

    kinds = (Visa,)
    journal = OUT
    options_type = PetitionOptions

    @classmethod
    def read(cls, records: Sequence[Visa]) -> None:
        stays.load(records)

    def executor(self, records: Sequence[Visa]) -> Employee | None:
        case = stays.case_of(records[0].person) if records else None
        adviser: Employee | None = case.adviser if case else None
        return adviser

    def head(self) -> list[Flowable]:
        """The letterhead, the date and number, the migration police, the title."""
        left = [blocks.date_and_number(None if self.blank else self.on, self.number)]
        return [
            *blocks.letterhead(self.office.institution, self.office.emblem),
            blocks.addressed(left, self.addressee()),
            blocks.title(pgettext("paper", "PETITION")),
        ]

    def request(self, visa: Visa | None) -> str:
        """What is asked for, as the sentence has it."""
        asked = {
            "extension": pgettext("paper", "extension of the visa"),
            "issue": pgettext("paper", "issue of a visa of category {category}"),
            "permit": pgettext("paper", "a temporary residence permit"),
            "change": pgettext("paper", "change of visa category"),
            "exit": pgettext("paper", "an exit visa"),
        }[self.options.request]
        return asked.format(category=visa.category.code if visa else "_____")

    def end(self) -> Flowable:
        """The guarantee, what is attached, the signature with the seal."""
        guarantee = pgettext(
            "paper",
            "The University will report without delay any change of purpose, end of studies (work) or departure.",
        )
        attached = [
            pgettext("paper", "passport copy"),
            pgettext("paper", "visa copy"),
            pgettext("paper", "certificate of study (work)"),
            pgettext("paper", "extract of the order"),
            pgettext("paper", "receipt"),
            pgettext("paper", "photo 3.5×4.5"),
        ]
        (signer, *_others) = self.signers(defaults=(pgettext("paper", "Vice-rector"),))
        agreeing: list[Flowable] = []
        if self.options.agreed == "yes":
            roles = (pgettext("paper", "Head of the department"),)
            agreeing = blocks.agreement_places(self.signers("agrees", roles))
        seal = bool(self.office.institution.uses_seal)
        return blocks.kept_together(
            [
                blocks.text(guarantee),
                *blocks.attachments(attached),
                blocks.Signature(signer, seal=seal),
                *agreeing,
            ]
        )


class PetitionForOne(Petition):
    """A petition about one person, with the table of particulars."""

    key = "petition_migration"
    title = N_("Petition to the migration police")
    shows_sensitive = True

    def story(self, records: Sequence[Visa]) -> list[Flowable]:
        visa = records[0] if records else None
        sentence = pgettext(
            "paper",
            "{institution} (the University) asks for {request} in respect of the foreign citizen named below.",
        )
        institution = blocks.or_line(self.office.institution.named("name"))
        return [
            *self.head(),
            blocks.text(sentence.format(institution=institution, request=self.request(visa))),
            *([blocks.text(basis)] if (basis := _basis(visa)) else []),
            words.visa_data(Subject(person=visa.person, visa=visa) if visa else None, blank=self.blank),
            self.end(),
        ]


class PetitionForSeveral(Petition):
    """A petition about several people, as a list of at most 20; of the group it is one letter."""

    key = "petition_list"
    title = N_("Petition to the migration police, list")
    shows_sensitive = True
    per_group = True

    @classmethod
    def read(cls, records: Sequence[Visa]) -> None:
        """Raises UserError for more persons than one petition takes."""
        if len(records) > MOST:
            sentence = _("One petition is about {limit} persons at most, {count} are chosen. Print several.")
            raise UserError(sentence.format(limit=MOST, count=len(records)))
        super().read(records)

    def story(self, records: Sequence[Visa]) -> list[Flowable]:
        (columns,) = self.tables()
        sentence = pgettext(
            "paper",
            "{institution} (the University) asks for {request} in respect of the foreign citizens listed below.",
        )
        institution = blocks.or_line(self.office.institution.named("name"))
        request = self.request(records[0] if records else None)
        rows = [_row(number, visa) for number, visa in enumerate(records, 1)]
        return [
            *self.head(),
            blocks.text(sentence.format(institution=institution, request=request)),
            blocks.table(columns, rows or blocks.empty_rows(columns, 10), size=9, row_height=blocks.HAND_ROW),
            self.end(),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (words.list_columns(),)


def _basis(visa: Visa | None) -> str:
    """Basis: contract of study (order No. 415, 25.08.2026; 6B02104, year 2; contract until 30.06.2027)."""
    if visa is None:
        return pgettext("paper", "Basis: {basis}.").format(basis="_" * 40)
    case = stays.case_of(visa.person)
    order = ""
    if visa.order_number:
        number, day = visa.order_number, official.numeric(visa.ordered_on) or "________"
        order = pgettext("paper", "order No. {number}, {date}").format(number=number, date=day)
    contract = ""
    if visa.contract_until:
        day = official.numeric(visa.contract_until)
        contract = pgettext("paper", "contract until {date}").format(date=day)
    studies = joined(case.specialty, words.course(case)) if case else ""
    more = joined(order, studies, contract, by="; ")
    basis = f"{visa.basis} ({more})" if visa.basis and more else visa.basis or more
    return pgettext("paper", "Basis: {basis}.").format(basis=basis) if basis else ""


def _row(number: int, visa: Visa) -> list[str]:
    person = visa.person
    return [
        str(number),
        words.latin_name(person),
        official.numeric(person.born_on),
        words.said(person, Person.citizenship),
        words.passport_number_and_end(stays.passport_of(visa, person)),
        official.numeric(visa.valid_until),
        official.numeric(visa.wanted_until),
    ]
