"""The institute's written notice to the department that an agreement has been signed; text and layout are ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.agreements.agreement_paper import AgreementPaper
from kazcoop_desktop.forms.blocks import Label
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.agreement import Agreement
from kazcoop_desktop.services import agreements


class AgreementNotice(AgreementPaper):
    """The duty to notify: procedure 717, 5.1.4."""

    key = "agreement_notice"
    title = N_("Notice of a signed agreement")
    journal = "INT"

    def story(self, records: Sequence[Agreement]) -> list[Flowable]:
        agreement = records[0] if records else None
        unit = blocks.or_line(words.unit_name(agreement))
        sent = blocks.sent_line(self.number, None if self.blank else self.on)
        sentence = pgettext(
            "paper", "{unit} reports that the document named below has been signed and sends a copy of it."
        )
        roles = (pgettext("paper", "Director of the Institute"),)
        signing = self.signers(defaults=roles, unit=agreement.unit if agreement else None)
        return [
            *self.code_line(),
            blocks.heading([unit, sent], self.addressee()),
            blocks.title(pgettext("paper", "NOTICE")),
            blocks.subject(pgettext("paper", "On cooperation established with a foreign organisation")),
            blocks.text(sentence.format(unit=unit)),
            *blocks.labels(self._labels(agreement), blank=self.blank),
            blocks.kept_together(
                [
                    blocks.attached_copies(agreement.sheets if agreement else None),
                    *blocks.signatures(signing),
                    blocks.receipt(),
                ]
            ),
        ]

    def _labels(self, agreement: Agreement | None) -> list[Label]:
        terms = agreements.terms_on(agreement, self.on) if agreement else None
        signed = words.joined(
            official.in_text(agreement.signed_on) if agreement and agreement.signed_on else "",
            words.said(agreement, Agreement.signed_at),
        )
        document = words.said(agreement, Agreement.agreement_kind)
        if agreement and agreement.number:
            number = pgettext("paper", "No. {number}").format(number=agreement.number)
            document = f"{document}, {number}"
        responsible = official.initials_and_surname(agreement.responsible) if agreement else ""
        return [
            Label(pgettext("paper", "Document, No."), document, lines=1),
            Label(pgettext("paper", "Partner, country"), words.partner_and_country(agreement), lines=1),
            Label(pgettext("paper", "Date and place of signing"), signed, lines=1),
            Label(
                pgettext("paper", "Validity"),
                words.validity(agreement, terms.expires_on if terms else None),
                lines=1,
            ),
            Label(pgettext("paper", "Languages, copies"), words.languages_and_copies(agreement), lines=1),
            Label(
                pgettext("paper", "Original handed to accounting on"),
                _handed_over(agreement),
                optional=True,
                lines=1,
            ),
            Label(pgettext("paper", "Responsible for fulfilment"), responsible, lines=1),
        ]


def _handed_over(agreement: Agreement | None) -> str:
    """When the accounting office received the original, as the register of copies has it."""
    days = [
        copy.placed_on
        for copy in words.parts(agreement, "kept_copies")
        if copy.copy_kind == "original" and copy.place == "accounting" and copy.placed_on
    ]
    return official.in_text(min(days)) if days else ""
