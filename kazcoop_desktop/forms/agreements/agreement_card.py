"""The agreement card: everything about one agreement on one sheet, for the file and the inspector; ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.agreements.agreement_paper import AgreementPaper
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.i18n import N_, _, pgettext
from kazcoop_desktop.models.agreement import FORMS_OF_COOPERATION, STAGES, Agreement, AgreementCopy
from kazcoop_desktop.models.attached import StageMove
from kazcoop_desktop.models.base import kind_of, text_of
from kazcoop_desktop.services import agreements


class AgreementCard(AgreementPaper):
    """Content after procedure 717, 3.1-5.1.5, and the department regulation, 18.6."""

    key = "agreement_card"
    title = N_("Agreement card")

    def story(self, records: Sequence[Agreement]) -> list[Flowable]:
        agreement = records[0] if records else None
        stages, annexes, done = self.tables()
        title = pgettext("paper", "AGREEMENT CARD No. {number}")
        back = [
            *_part(pgettext("paper", "Work done"), done, _work_done(agreement), 0 if agreement else 12),
            *_part(pgettext("paper", "Annexes"), annexes, _annexes(agreement), 0 if agreement else 5),
        ]
        return [
            blocks.title(title.format(number=blocks.or_line(self.own_number(records), 12))),
            blocks.facts(self._facts(agreement)),
            *_part(pgettext("paper", "Stages"), stages, _stages(agreement), 0 if agreement else 10),
            *([PageBreak(), *back] if back else []),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Keeper of the agreements"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """Stages; annexes; work done."""
        number = Column(pgettext("paper", "No."), 10, "CENTER")
        date = Column(pgettext("paper", "Date"), 25, "CENTER")
        responsible = pgettext("paper", "Responsible")
        return (
            (
                number,
                Column(pgettext("paper", "Stage"), 70),
                date,
                Column(pgettext("paper", "Paper"), 35),
                Column(responsible, 30),
            ),
            (
                Column(pgettext("paper", "No."), 15, "CENTER"),
                date,
                Column(pgettext("paper", "Content"), 90),
                Column(pgettext("paper", "Effect on validity"), 40),
            ),
            (
                date,
                Column(pgettext("paper", "Activity, result"), 85),
                Column(pgettext("paper", "Qty"), 20, "CENTER"),
                Column(responsible, 40),
            ),
        )

    def executor(self, records: Sequence[Agreement]) -> None:
        """The keeper who signs the card has made it."""

    def own_number(self, records: Sequence[Agreement]) -> str:
        return records[0].number if records else ""

    def _facts(self, agreement: Agreement | None) -> list[tuple[str, str | Sequence[Flowable]]]:
        terms = agreements.terms_on(agreement, self.on) if agreement else None
        signed = words.joined(
            words.said(agreement, Agreement.signed_on), words.said(agreement, Agreement.in_force_on), by=" / "
        )
        validity = words.joined(
            words.validity(agreement, terms.expires_on if terms else None),
            words.renewal_clause(agreement),
            by="; ",
        )
        chosen = agreement.forms if agreement else ()
        squares = blocks.choices([(_(name), form in chosen) for form, name in FORMS_OF_COOPERATION], size=8.5)
        optional = [
            (pgettext("paper", "Financial terms"), _money(agreement)),
            (
                pgettext("paper", "Consent of the authorised body"),
                words.said(agreement, Agreement.body_consent),
            ),
        ]
        return [
            (pgettext("paper", "Kind"), words.said(agreement, Agreement.agreement_kind)),
            (pgettext("paper", "Title"), words.said(agreement, Agreement.title)),
            (pgettext("paper", "Partner, country"), words.partner_and_country(agreement)),
            (pgettext("paper", "Bilateral / multilateral"), words.said(agreement, Agreement.sides)),
            (pgettext("paper", "Initiating unit"), words.unit_name(agreement)),
            (pgettext("paper", "Contact persons (both)"), words.contacts_of_both_sides(agreement)),
            (pgettext("paper", "Priority directions"), words.said(agreement, Agreement.directions)),
            (pgettext("paper", "Forms of cooperation"), squares),
            (pgettext("paper", "Languages, copies"), words.languages_and_copies(agreement)),
            (pgettext("paper", "Signatories"), words.signed_by(agreement)),
            (pgettext("paper", "Signed / in force"), signed),
            (pgettext("paper", "Validity, renewal clause"), validity),
            *((name, value) for name, value in optional if value or not agreement),
            (pgettext("paper", "Original: place, file"), _places(agreement, "original")),
            (pgettext("paper", "Copies"), _places(agreement, "copy")),
        ]


def _part(
    heading: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], empty: int
) -> Iterator[Flowable]:
    """A table with its heading; none at all where a record has no rows."""
    if rows or empty:
        yield blocks.caption(heading)
        yield blocks.table(columns, rows or blocks.empty_rows(columns, empty), row_height=blocks.HAND_ROW)


def _stages(agreement: Agreement | None) -> list[list[str]]:
    if agreement is None:
        return []
    mine = (StageMove.kind == kind_of(agreement)) & (StageMove.record_id == agreement.id)
    names = dict(STAGES)
    return [
        [str(n), _(names.get(move.new_stage, "")), official.numeric(move.on), move.note, move.who]
        for n, move in enumerate(StageMove.select().where(mine).order_by(StageMove.on, StageMove.id), 1)
    ]


def _annexes(agreement: Agreement | None) -> list[list[str]]:
    return [
        [
            str(annex.number),
            official.numeric(annex.signed_on),
            annex.named("content"),
            pgettext("paper", "until {date}").format(date=official.numeric(annex.new_expires_on))
            if annex.new_expires_on
            else "",
        ]
        for annex in sorted(words.parts(agreement, "annexes"), key=lambda annex: annex.number)
    ]


def _work_done(agreement: Agreement | None) -> list[list[str]]:
    done = [activity for activity in words.parts(agreement, "activities") if activity.done_on]
    return [
        [
            official.numeric(activity.done_on),
            words.joined(activity.name, activity.result, by="; "),
            str(activity.participants or ""),
            official.initials_and_surname(activity.our_responsible),
        ]
        for activity in sorted(done, key=lambda activity: activity.done_on)
    ]


def _money(agreement: Agreement | None) -> str:
    return words.joined(
        words.said(agreement, Agreement.cost), words.said(agreement, Agreement.financial_terms), by="; "
    )


def _places(agreement: Agreement | None, copy_kind: str) -> str:
    kept = [copy for copy in words.parts(agreement, "kept_copies") if copy.copy_kind == copy_kind]
    lines = [
        words.joined(text_of(copy, AgreementCopy.place), copy.shelf, text_of(copy, AgreementCopy.language))
        for copy in kept
    ]
    if copy_kind == "original" and agreement and agreement.original_place:
        lines.insert(0, agreement.original_place)
    return "; ".join(lines)
