"""The draft of the order that admits foreigners, and the extract for one of them; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.foreigners import foreign_words as words
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import Record
from kazcoop_desktop.models.foreign_citizen import ForeignCitizen
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services.foreigners import contingent

_MOST_IN_THE_ORDER = 8  # more people stand in an annex
_ROWS_OF_A_BLANK = 5


@dataclass(frozen=True, kw_only=True)
class OrderOptions(Options):
    """From which day the people are admitted, and by which rules."""

    mark: str = option(
        N_("Mark"),
        default="draft",
        choices=(("", N_("No mark")), ("draft", N_("Draft")), ("translation", N_("Translation"))),
    )
    admitted_from: date | None = option(N_("Admitted from"), default=None)
    legal_basis: str = option(N_("In accordance with"))


class OrderPaper(PrintedForm):
    """What the order and its extract have in common: the list of people, the words of the clauses, the basis."""

    kinds: ClassVar[tuple[type[Record], ...]] = (ForeignCitizen,)

    @classmethod
    def read(cls, records: Sequence[Any]) -> None:
        contingent.load(records)

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The people admitted."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Full name"), 45),
                Column(pgettext("paper", "Citizenship"), 25),
                Column(pgettext("paper", "Programme"), 36),
                Column(pgettext("paper", "Year"), 15, "CENTER"),
                Column(pgettext("paper", "Language"), 17),
                Column(pgettext("paper", "Funding"), 22),
            ),
        )

    def people(self, stays: Sequence[ForeignCitizen], rows: int = 0) -> Flowable:
        """The table of people; with empty rows up to `rows`."""
        (columns,) = self.tables()
        listed = [_row(number, stay) for number, stay in enumerate(stays, 1)]
        listed += blocks.empty_rows(columns, rows - len(listed))
        return blocks.table(columns, listed, size=9, row_height=blocks.HAND_ROW)

    def preamble(self, first: ForeignCitizen | None) -> Flowable:
        """By which rules and on whose decision."""
        rules = pgettext(
            "paper",
            "the Rules for organising international cooperation carried out by educational organisations, "
            "approved by order No. 661 of the Minister of Education and Science of the Republic of Kazakhstan "
            "of 27 December 2007",
        )
        said = pgettext(
            "paper",
            "In accordance with {legal_basis} and on the decision of the admission commission "
            "(Minutes No. {number} of {date})",
        )
        return blocks.text(
            said.format(
                legal_basis=getattr(self.options, "legal_basis", "") or rules,
                number=blocks.or_line(first.protocol_number if first else "", 8),
                date=blocks.or_line(official.numeric(first.protocol_on) if first else "", 12),
            )
        )

    def admission(self, first: ForeignCitizen | None, *, in_annex: bool = False) -> str:
        """The first clause."""
        chosen = getattr(self.options, "admitted_from", None)
        admitted_from = chosen or (first.starts_on if first else None)
        said = pgettext("paper", "1. The following foreign citizens shall be admitted from {date}:")
        if in_annex:
            said = pgettext(
                "paper",
                "1. The foreign citizens listed in annex 1 to this order shall be admitted from {date}.",
            )
        return said.format(date=official.in_text(admitted_from) if admitted_from else "____________________")

    def basis(self, first: ForeignCitizen | None) -> Flowable:
        """[BASIS]: what the order rests on."""
        papers = [
            pgettext("paper", "minutes of the admission commission"),
            pgettext("paper", "applications"),
            pgettext("paper", "contracts") if first is None or first.contract_number else "",
        ]
        return blocks.plain(pgettext("paper", "Basis: {list}").format(list=words.joined(*papers)))


class AdmissionOrder(OrderPaper):
    """Order 661, 8.4: the service sees that the order admitting foreigners is prepared."""

    key = "admission_order_foreigners"
    title = N_("Draft order on the admission of foreign citizens")
    per_group = True
    options_type: ClassVar[type[Options]] = OrderOptions

    def story(self, records: Sequence[ForeignCitizen]) -> list[Flowable]:
        first = records[0] if records else None
        in_annex = len(records) > _MOST_IN_THE_ORDER
        institution = self.office.institution
        number, day = (first.order_number, first.ordered_on) if first else ("", None)
        listed = [] if in_annex else [self.people(records, _ROWS_OF_A_BLANK if self.blank else 0)]
        controller = next(iter(self.signers("agrees")), blocks.Signer())
        signer = self.signers(defaults=(pgettext("paper", "Rector"),))[0]
        return [
            *blocks.letterhead(institution, self.office.emblem),
            blocks.title(pgettext("paper", "ORDER")),
            blocks.ends(blocks.sent_line(number, day), institution.named("city")),
            blocks.subject(pgettext("paper", "On the admission of foreign citizens")),
            self.preamble(first),
            blocks.title(pgettext("paper", "I ORDER:")),
            blocks.text(self.admission(first, in_annex=in_annex)),
            *listed,
            *(blocks.text(clause) for clause in _further_clauses(controller)),
            blocks.kept_together(
                [self.basis(first), *blocks.signatures([signer])],
            ),
            *(self._annex(records, number, day) if in_annex else []),
            PageBreak(),
            *blocks.agreement_sheet(self.signers("agrees", defaults=_approvers())),
        ]

    def _annex(self, records: Sequence[ForeignCitizen], number: str, day: date | None) -> Iterator[Flowable]:
        said = pgettext("paper", "Annex 1 to the order No. {number} of {date}")
        yield PageBreak()
        yield blocks.upper_corner(
            said.format(number=blocks.or_line(number, 8), date=blocks.or_line(official.numeric(day), 12))
        )
        yield blocks.title(pgettext("paper", "LIST OF FOREIGN CITIZENS ADMITTED"))
        yield self.people(records)


class OrderExtract(OrderPaper):
    """One person's clause of the order, for the file or the police (procedure 717, 5.5)."""

    key = "order_extract"
    title = N_("Extract from an order")

    def story(self, records: Sequence[ForeignCitizen]) -> list[Flowable]:
        stay = records[0] if records else None
        signer = self.signers("approves", defaults=(pgettext("paper", "Rector"),))[0]
        certifier = self.signers(defaults=(pgettext("paper", "Head of the HR service"),))[0]
        number, day = (stay.order_number, stay.ordered_on) if stay else ("", None)
        institution = self.office.institution
        signed = pgettext("paper", "Signed: {position} {name}")
        return [
            blocks.under_title(institution.named("name") or "_" * 40),
            blocks.title(pgettext("paper", "EXTRACT FROM AN ORDER")),
            blocks.ends(blocks.sent_line(number, day), institution.named("city")),
            blocks.subject(pgettext("paper", "On the admission of foreign citizens")),
            blocks.title(pgettext("paper", "I ORDER:")),
            blocks.text(self.admission(stay)),
            self.people(records, 1),
            blocks.text("…"),
            blocks.kept_together(
                [
                    self.basis(stay),
                    blocks.plain(
                        signed.format(position=signer.position, name=blocks.or_line(signer.name, 20))
                    ),
                    blocks.space(),
                    blocks.plain(pgettext("paper", "True extract")),
                    blocks.Signature(certifier, seal=institution.uses_seal),
                    blocks.plain(official.stamp(None if self.blank else self.on)),
                ]
            ),
        ]


def _row(number: int, stay: ForeignCitizen) -> list[str]:
    return [
        str(number),
        words.name_in_lists(stay.person),
        words.said(stay, Person.citizenship),
        stay.specialty,
        str(stay.course or ""),
        words.said(stay, ForeignCitizen.teaching_language),
        words.said(stay, ForeignCitizen.funding),
    ]


def _approvers() -> tuple[str, ...]:
    """Who agrees while the reference data names nobody."""
    return (
        pgettext("paper", "Vice-rector"),
        pgettext("paper", "Registrar"),
        pgettext("paper", "Lawyer"),
        pgettext("paper", "Chief accountant"),
        pgettext("paper", "Head of the department"),
    )


def _further_clauses(controller: blocks.Signer) -> Iterator[str]:
    """Clauses 2-6: order 661, 8.8-8.10."""
    yield pgettext(
        "paper",
        "2. The Department of International Cooperation shall ensure settlement, acquaintance with the law and "
        "the internal rules, and the preliminary medical examination of the foreign citizens.",
    )
    yield pgettext("paper", "3. The registrar shall enter the learners in the database.")
    yield pgettext("paper", "4. Accounting shall keep account of tuition under the contracts.")
    control = pgettext("paper", "5. {position} {name} shall control the execution of this order.")
    yield control.format(
        position=blocks.or_line(controller.position), name=blocks.or_line(controller.name, 20)
    )
    yield pgettext("paper", "6. This order takes effect on signing.")
