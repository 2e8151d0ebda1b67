"""The renewal sheet: the decision before an agreement ends, with what was done under it; ours."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.agreements.agreement_paper import AgreementPaper
from kazcoop_desktop.forms.blocks import Band, Column
from kazcoop_desktop.i18n import N_, _, ngettext, pgettext
from kazcoop_desktop.models.agreement import FORMS_OF_COOPERATION, Agreement
from kazcoop_desktop.services import agreements


class RenewalSheet(AgreementPaper):
    """What was done is counted over the last 24 months."""

    key = "renewal_sheet"
    title = N_("Renewal sheet")

    def story(self, records: Sequence[Agreement]) -> list[Flowable]:
        agreement = records[0] if records else None
        decisions = [
            pgettext("paper", "renew"),
            pgettext("paper", "renew with amendments"),
            pgettext("paper", "let expire"),
        ]
        signing = [
            *self.signers(
                "signs", (pgettext("paper", "Head of the unit"),), agreement.unit if agreement else None
            ),
            *self.signers(
                "agrees", (pgettext("paper", "Head of the department"), pgettext("paper", "Head of Legal"))
            ),
            *self.signers("approves", (pgettext("paper", "Vice-rector"),)),
        ]
        return [
            *self.code_line(),
            blocks.title(pgettext("paper", "RENEWAL SHEET")),
            blocks.facts(self._facts(agreement)),
            *self._results(agreement),
            blocks.kept_together(
                [
                    blocks.caption(pgettext("paper", "Conclusion")),
                    *blocks.choices([(decision, False) for decision in decisions]),
                    blocks.space(4),
                    blocks.RuledLabel(pgettext("paper", "New term") + ":", 1, indent=0),
                    blocks.RuledLabel(pgettext("paper", "Reasons") + ":", 4, indent=0),
                    *blocks.signatures(signing),
                ]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """Results of the period."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Form of cooperation"), 130),
                Column(pgettext("paper", "Qty"), 30, "CENTER"),
            ),
        )

    def own_number(self, records: Sequence[Agreement]) -> str:
        return records[0].number if records else ""

    def _facts(self, agreement: Agreement | None) -> list[tuple[str, str | Sequence[Flowable]]]:
        expires_on = agreements.terms_on(agreement, self.on).expires_on if agreement else None
        left = ""
        if expires_on:
            count = max((expires_on - self.on).days, 0)
            left = ngettext("{n} day", "{n} days", count).format(n=count)
        number = words.said(agreement, Agreement.number)
        return [
            (pgettext("paper", "Agreement"), words.joined(words.agreement_name(agreement), number)),
            (pgettext("paper", "Partner, country"), words.partner_and_country(agreement)),
            (pgettext("paper", "End date"), words.until(expires_on) if agreement else ""),
            (pgettext("paper", "Days left"), left),
            (pgettext("paper", "Renewal clause"), words.renewal_clause(agreement)),
        ]

    def _results(self, agreement: Agreement | None) -> list[Flowable]:
        (columns,) = self.tables()
        if agreement is None:
            heading = blocks.caption(pgettext("paper", "Results of the period"))
            return [heading, blocks.table(columns, blocks.empty_rows(columns, 6), row_height=blocks.HAND_ROW)]
        done = agreements.evidence(agreement, self.on)
        names = dict(FORMS_OF_COOPERATION)
        rows: list[list[str] | Band] = [
            [str(number), _(names[form]), str(count)]
            for number, (form, count) in enumerate(done.counts.items(), 1)
        ]
        rows.append(Band(pgettext("paper", "Total: {n}").format(n=done.total), total=True))
        heading = pgettext("paper", "Results of the last {n} months").format(n=agreements.EVIDENCE_MONTHS)
        story = [blocks.caption(heading), blocks.table(columns, rows)]
        if agreements.is_dormant(agreement, self.on):
            said = pgettext("paper", "Nothing has been done under the agreement in the last {n} months.")
            story.append(blocks.text(said.format(n=agreements.EVIDENCE_MONTHS)))
        return story
