"""The notice of a change to one unit, with the receipt that the unit tears off; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column, Label, Signer
from kazcoop_desktop.forms.documents import document_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.amendment import Amendment, ChangeNotice
from kazcoop_desktop.models.document import Document


class ChangeNoticeLetter(PrintedForm):
    """Registrar regulation, 52. Each notice keeps the number that the journal gave it when it was entered."""

    key = "change_notice"
    title = N_("Notice of change")
    kinds = (ChangeNotice,)

    def story(self, records: Sequence[ChangeNotice]) -> list[Flowable]:
        notice = records[0] if records else None
        amendment = notice.amendment if notice else None
        document = amendment.document if amendment else None
        sent = blocks.sent_line(self.own_number(records), notice.sent_on if notice else None)
        to = str(notice.unit) if notice else pgettext("paper", "To all chairs and units")
        return [
            *self.code_line(),
            blocks.heading([blocks.or_line(words.unit_name(document)), sent], [to]),
            blocks.title(pgettext("paper", "NOTICE OF CHANGE")),
            blocks.text(_sentence(document, amendment)),
            *blocks.labels(_labels(document, amendment), blank=self.blank),
            *blocks.signatures(self._owner(document)),
            *blocks.tear_off(self._receipt(notice)),
        ]

    def own_number(self, records: Sequence[ChangeNotice]) -> str:
        return records[0].number if records else ""

    def _owner(self, document: Document | None) -> list[Signer]:
        """The one responsible for the document signs; else whom the reference data names."""
        person = document.responsible if document else None
        if person is not None:
            position = official.position_name(person.position)
            return [Signer(position, official.initials_and_surname(person))]
        return self.signers(defaults=(pgettext("paper", "Owner of the document"),))

    def _receipt(self, notice: ChangeNotice | None) -> str:
        said = pgettext("paper", "Notice received, copy replaced: unit {unit}")
        line = said.format(unit=blocks.or_line(str(notice.unit) if notice else "", 40))
        return f"{line}\n\n____________________    {official.stamp(None)}"


def _sentence(document: Document | None, amendment: Amendment | None) -> str:
    begins_on = amendment.takes_effect_on if amendment else None
    number = str(amendment.sequence) if amendment and amendment.sequence else ""
    said = pgettext("paper", "Change No. {number} has been made to “{document}” and applies from {date}.")
    return said.format(
        number=blocks.or_line(number, 6),
        document=blocks.or_line(words.title_and_unit(document), 40),
        date=official.in_text(begins_on) if begins_on else official.stamp(None).rstrip("."),
    )


def _labels(document: Document | None, amendment: Amendment | None) -> list[Label]:
    content = joined(amendment.subject, amendment.named("new"), by=": ") if amendment else ""
    return [
        Label(pgettext("documents", "Basis"), words.act_of(amendment), lines=1),
        Label(pgettext("documents", "Sections, pages"), amendment.sections if amendment else "", lines=1),
        Label(pgettext("documents", "Content"), content),
        Label(
            pgettext("documents", "How to replace pages"),
            amendment.replacement if amendment else "",
            optional=True,
            lines=1,
        ),
        Label(
            pgettext("documents", "Scan"),
            document.website if document else "",
            optional=True,
            lines=1,
        ),
    ]


class NoticeList(PrintedForm):
    """The summary of the notices of one change: which units have got theirs."""

    key = "notice_list"
    title = N_("List of notices of change")
    kinds = (Amendment,)

    def story(self, records: Sequence[Amendment]) -> list[Flowable]:
        amendment = records[0] if records else None
        document = amendment.document if amendment else None
        (columns,) = self.tables()
        rows = _notice_rows(amendment) if amendment else blocks.empty_rows(columns, 20)
        return [
            blocks.title(pgettext("paper", "NOTICES OF CHANGE")),
            blocks.under_title(_sentence(document, amendment)),
            blocks.table(columns, rows, row_height=blocks.HAND_ROW, signed=True),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Owner of the document"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("documents", "Unit"), 62),
                Column(pgettext("paper", "Number, date of the notice"), 38),
                Column(pgettext("paper", "Full name"), 38),
                Column(pgettext("paper", "Signature"), 22),
            ),
        )


def _notice_rows(amendment: Amendment) -> list[list[str]]:
    mine = (ChangeNotice.amendment == amendment) & ChangeNotice.deleted_at.is_null()
    sent = ChangeNotice.select().where(mine).order_by(ChangeNotice.order_key, ChangeNotice.id)
    return [
        [
            str(number),
            str(notice.unit),
            joined(notice.number, official.numeric(notice.sent_on)),
            joined(official.initials_and_surname(notice.received_by), official.numeric(notice.received_on)),
            "",
        ]
        for number, notice in enumerate(sent, 1)
    ]
