"""The list of papers of a dual-degree candidate: which are there, since when; handed over against a signature."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements.agreement_words import joined
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.mobility import learner_words as words
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.dual_degree import DualDegreeCandidate
from kazcoop_desktop.services import checklists


class DualDegreeChecklist(PrintedForm):
    """The nine papers of procedure 717, 5.6.2, as the reference data has them."""

    key = "dual_degree_checklist"
    title = N_("Papers of a dual-degree candidate")
    kinds = (DualDegreeCandidate,)

    def story(self, records: Sequence[DualDegreeCandidate]) -> list[Flowable]:
        candidate = records[0] if records else None
        (columns,) = self.tables()
        lines = checklists.items(candidate or DualDegreeCandidate(), on=self.on)
        rows = [
            [str(number), line.name, official.numeric(line.done_on), joined(line.note, line.who)]
            for number, line in enumerate(lines, 1)
        ]
        learner = candidate.learner if candidate else None
        name = joined(words.learner_name(candidate), words.programme_and_year(learner))
        told = (
            (pgettext("paper", "Candidate: {value}"), name),
            (
                pgettext("paper", "Dual-degree programme: {value}"),
                str(candidate.programme) if candidate else "",
            ),
            (pgettext("paper", "Partner university: {value}"), words.partner_and_country(candidate)),
        )
        return [
            blocks.title(pgettext("paper", "PAPERS OF A DUAL-DEGREE CANDIDATE")),
            *(blocks.plain(said.format(value=blocks.or_line(value, 50))) for said, value in told),
            blocks.space(4),
            blocks.table(
                columns,
                rows or blocks.empty_rows(columns, 9),
                row_height=blocks.HAND_ROW,
                signed=True,
            ),
            blocks.kept_together(
                blocks.signatures(
                    [
                        blocks.Signer(pgettext("paper", "Handed over by"), words.learner_name(candidate)),
                        *self.signers(defaults=(pgettext("paper", "Accepted by"),)),
                    ]
                )
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Paper"), 95),
                Column(pgettext("paper", "Handed in"), 25, "CENTER"),
                Column(pgettext("paper", "Note"), 40),
            ),
        )
