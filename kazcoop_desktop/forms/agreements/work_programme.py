"""The cooperation plan (work programme) under an agreement, and the report on its fulfilment; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.agreements.agreement_paper import AgreementPaper
from kazcoop_desktop.forms.blocks import Band, Column, Signer
from kazcoop_desktop.forms.pages import LANDSCAPE
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.agreement import Activity, Agreement
from kazcoop_desktop.models.base import text_of


@dataclass(frozen=True, kw_only=True)
class ProgrammeOptions(Options):
    """The plan, or the plan with what came of it."""

    variant: str = option(
        N_("Content"), default="plan", choices=(("plan", N_("Plan")), ("report", N_("Report on fulfilment")))
    )


class WorkProgramme(AgreementPaper):
    """Content after procedure 717, 5.1.5: activities, dates, those responsible, financial terms."""

    key = "work_programme"
    title = N_("Cooperation plan")
    page = LANDSCAPE
    code_place = 138 * mm  # between the two signatures
    options_type = ProgrammeOptions

    def story(self, records: Sequence[Agreement]) -> list[Flowable]:
        agreement = records[0] if records else None
        activities = sorted(
            words.parts(agreement, "activities"), key=lambda activity: (activity.starts_on, activity.id)
        )
        (columns,) = self.tables()
        rows = list(self._rows(activities)) or blocks.empty_rows(columns, 12)
        ours = self.signers("approves")[0]
        return [
            blocks.opposite(
                blocks.approved(ours),
                blocks.approved(_partner_head(agreement)),
                [blocks.annex_note(_annex_to(agreement))],
            ),
            blocks.title(pgettext("paper", "COOPERATION PLAN (WORK PROGRAMME)")),
            blocks.under_title(_period(activities)),
            blocks.table(columns, rows, size=9, row_height=blocks.HAND_ROW),
            blocks.kept_together([self._signatures(agreement)]),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The activities; the report has one column more."""
        is_report = self.options.variant == "report"
        columns = (
            Column(pgettext("paper", "No."), 10, "CENTER"),
            Column(pgettext("paper", "Activity"), 52 if is_report else 72),
            Column(pgettext("paper", "Form"), 20 if is_report else 35),
            Column(pgettext("paper", "Dates"), 30, "CENTER"),
            Column(pgettext("paper", "Responsible (University)"), 40),
            Column(pgettext("paper", "Responsible (Partner)"), 40),
            Column(pgettext("paper", "Financial terms"), 30),
        )
        return ((*columns, Column(pgettext("paper", "Fulfilment"), 35)) if is_report else columns,)

    def executor(self, records: Sequence[Agreement]) -> None:
        """Those responsible on both sides sign; nobody else is named."""

    def _rows(self, activities: Sequence[Activity]) -> Iterator[list[str] | Band]:
        year = None
        for number, activity in enumerate(activities, 1):
            if activity.starts_on.year != year:
                year = activity.starts_on.year
                yield Band(pgettext("paper", "Year {year}").format(year=year))
            row = [
                str(number),
                activity.name,
                words.short_form(activity.form),
                official.numeric_period(activity.starts_on, activity.ends_on),
                official.initials_and_surname(activity.our_responsible),
                activity.partner_responsible,
                words.joined(text_of(activity, Activity.cost), activity.financial_terms, by="; "),
            ]
            yield [*row, _fulfilment(activity)] if self.options.variant == "report" else row

    def _signatures(self, agreement: Agreement | None) -> Flowable:
        person = agreement.responsible if agreement else None
        ours = Signer(
            official.position_name(person.position) if person else "", official.initials_and_surname(person)
        )
        contact = next(
            (contact for contact in words.parts(agreement, "contacts") if contact.side == "partner"), None
        )
        theirs = Signer(contact.position, contact.name) if contact else Signer()
        return blocks.opposite(
            blocks.half_signature(pgettext("paper", "Responsible (University)"), ours),
            blocks.half_signature(pgettext("paper", "Responsible (Partner)"), theirs),
        )


def _annex_to(agreement: Agreement | None) -> str:
    main = agreement.annex_to or agreement if agreement else None
    said = pgettext("paper", "Annex to: {title}, No. {number} of {date}")
    return said.format(
        title=blocks.or_line(words.agreement_name(main)),
        number=blocks.or_line(main.number if main else "", 10),
        date=blocks.or_line(official.numeric(main.signed_on) if main else "", 10),
    )


def _partner_head(agreement: Agreement | None) -> Signer:
    partner = agreement.partner if agreement else None
    return Signer(partner.head_position, partner.head_name) if partner else Signer()


def _period(activities: Sequence[Activity]) -> str:
    days = [day for activity in activities for day in (activity.starts_on, activity.ends_on) if day]
    years = words.first_last_years(days)
    if "–" in years or not years:
        return pgettext("paper", "for {years}").format(years=years or "20___–20___")
    return pgettext("paper", "for {year}").format(year=years)


def _fulfilment(activity: Activity) -> str:
    if not activity.done_on:
        return pgettext("paper", "not done")
    return words.joined(official.numeric(activity.done_on), activity.result)
