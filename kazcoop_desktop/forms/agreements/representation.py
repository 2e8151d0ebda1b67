"""The representation 403-10, with which a head puts a partner forward; the layout is ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.agreements.agreement_paper import AgreementPaper
from kazcoop_desktop.forms.blocks import Label
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.agreement import Agreement


class Representation(AgreementPaper):
    """Procedure 717, 5.1.1 and 5.6.1 name the form only."""

    key = "representation"
    title = N_("Representation")
    journal = "INT"

    def story(self, records: Sequence[Agreement]) -> list[Flowable]:
        agreement = records[0] if records else None
        sent = blocks.sent_line(self.number, None if self.blank else self.on)
        result = words.said(agreement, Agreement.expected_result)
        entries = [
            *words.case_labels(agreement),
            Label(pgettext("paper", "Expected result for the University"), result, optional=True),
        ]
        labels, annex = blocks.with_annex(entries, blank=self.blank)
        unit = agreement.unit if agreement else None
        roles = (pgettext("paper", "Head of the Chair"), pgettext("paper", "Head of the department"))
        agreeing = self.signers("agrees", roles, unit)
        signing = self.signers(defaults=(pgettext("paper", "Head of the unit"),), unit=unit)
        end = [
            blocks.text(pgettext("paper", "I ask you to support this candidate.")),
            *blocks.signatures(signing),
        ]
        return [
            *self.code_line(),
            blocks.heading([blocks.or_line(words.unit_name(agreement)), sent], self.addressee()),
            blocks.title(pgettext("paper", "REPRESENTATION")),
            blocks.subject(pgettext("paper", "On establishing cooperation with a foreign organisation")),
            blocks.text(_sentence(agreement)),
            *labels,
            blocks.kept_together([*end, *blocks.agreement_places(agreeing)]),
            *annex,
        ]


def _sentence(agreement: Agreement | None) -> str:
    partner = blocks.or_line(words.partner_and_country(agreement), 60)
    if agreement and agreement.agreement_kind == "dual_degree":
        return pgettext("paper", "Put forward for opening a dual-degree programme: {partner}.").format(
            partner=partner
        )
    return pgettext("paper", "Put forward for partnership: {partner}.").format(partner=partner)
