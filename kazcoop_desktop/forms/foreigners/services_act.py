"""The act of services rendered, on which a scholar is paid: the university's own form, or the columns of form P-1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column, Signer
from kazcoop_desktop.forms.foreigners import scholar_words as words
from kazcoop_desktop.forms.foreigners.scholar_paper import ScholarPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models import values
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.scholar_visit import ScholarVisit
from kazcoop_desktop.services.foreigners import scholars


@dataclass(frozen=True, kw_only=True)
class ActOptions(Options):
    """Whose columns the act has."""

    variant: str = option(
        N_("Columns"),
        default="university",
        choices=(("university", N_("Of the university")), ("p1", N_("Of form P-1"))),
    )


class ServicesAct(ScholarPaper):
    """Procedure 717, 5.5.2: payment after the end of the contract, on the act of services rendered."""

    key = "services_act"
    title = N_("Act of services rendered")
    journal = "ACT"
    options_type = ActOptions
    _currency = "KZT"

    def story(self, records: Sequence[ScholarVisit]) -> list[Flowable]:
        visit = records[0] if records else None
        if visit is not None:
            self._currency = visit.fee_currency
        (columns,) = self.tables()
        number = blocks.or_line(self.own_number(records), 8)
        ours = self.office.institution
        confirming = self.signers("agrees", (pgettext("paper", "Head of the Chair"),))
        end = [
            blocks.text(
                pgettext(
                    "paper",
                    "The services were rendered in full and on time; the Parties have no claims.",
                )
            ),
            blocks.text(pgettext("paper", "Basis: the lecture timetable 717-03, signed.")),
            blocks.space(),
            blocks.halves(
                blocks.half_signature(
                    pgettext("paper", "Customer"), self.signers()[0], seal=bool(ours.uses_seal)
                ),
                blocks.half_signature(
                    pgettext("paper", "Contractor"),
                    Signer(official.NBSP, words.signing_name(visit.person) if visit else ""),
                ),
            ),
            blocks.caption(pgettext("paper", "Lectures confirmed")),
            *blocks.signatures(confirming),
        ]
        rows = self._rows(visit) if visit else blocks.empty_rows(columns, 10)
        return [
            *self.code_line(),
            blocks.title(pgettext("paper", "ACT OF SERVICES RENDERED No. {number}").format(number=number)),
            blocks.ends(ours.named("city") or "_" * 16, official.stamp(visit.act_on if visit else None)),
            *blocks.labels(self._labels(visit), blank=self.blank, numbered=False),
            blocks.space(4),
            blocks.table(columns, rows, row_height=blocks.HAND_ROW),
            *([blocks.text(_total(visit))] if visit else []),
            blocks.kept_together(end),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The lectures with their price."""
        currency = words.currency_name(self._currency)
        number = Column(pgettext("paper", "No."), 10, "CENTER")
        if self.options.variant == "p1":
            return (
                (
                    number,
                    Column(pgettext("paper", "Name of the service"), 47),
                    Column(pgettext("paper", "Date"), 20, "CENTER"),
                    Column(pgettext("paper", "Details of the report"), 25),
                    Column(pgettext("quantity", "Unit"), 14, "CENTER"),
                    Column(pgettext("paper", "Qty"), 12, "CENTER"),
                    Column(pgettext("paper", "Price, {currency}").format(currency=currency), 20, "RIGHT"),
                    Column(pgettext("paper", "Cost, {currency}").format(currency=currency), 22, "RIGHT"),
                ),
            )
        return (
            (
                number,
                Column(pgettext("paper", "Service (lecture)"), 70),
                Column(pgettext("paper", "Date"), 20, "CENTER"),
                Column(pgettext("paper", "Hours"), 15, "CENTER"),
                Column(pgettext("paper", "Price, {currency}").format(currency=currency), 25, "RIGHT"),
                Column(pgettext("paper", "Amount, {currency}").format(currency=currency), 30, "RIGHT"),
            ),
        )

    def own_number(self, records: Sequence[ScholarVisit]) -> str:
        return (records[0].act_number if records else "") or self.number

    def executor(self, records: Sequence[ScholarVisit]) -> Employee | None:
        """Both parties sign; nobody else is named."""
        return None

    def _labels(self, visit: ScholarVisit | None) -> list[blocks.Label]:
        number = words.contract_number(visit)
        contract = pgettext("paper", "No. {number}, {date}").format(
            number=number, date=official.numeric(visit.contract_on) if visit else ""
        )
        ours = "" if self.blank else self.office.institution.named("name")
        return [
            blocks.Label(pgettext("paper", "Customer"), ours, lines=1),
            blocks.Label(
                pgettext("paper", "Contractor"), words.name_of(visit.person) if visit else "", lines=1
            ),
            blocks.Label(
                pgettext("paper", "Contract No., date"), contract.rstrip(", ") if number else "", lines=1
            ),
        ]

    def _rows(self, visit: ScholarVisit) -> list[list[str]]:
        held = [lecture for lecture in scholars.lectures(visit) if lecture.is_held]
        fee = visit.fee or Decimal()
        sums = words.shares(fee, [lecture.hours for lecture in held])
        price = values.grouped(fee / sum(lecture.hours for lecture in held)) if held else ""
        rows = []
        for number, (lecture, amount) in enumerate(zip(held, sums, strict=True), 1):
            start = [str(number), lecture.topic, official.numeric(lecture.day)]
            count, cost = str(lecture.hours), values.grouped(amount)
            if self.options.variant == "p1":
                rows.append([*start, "717-03", pgettext("unit", "hour"), count, price, cost])
            else:
                rows.append([*start, count, price, cost])
        empty = [""] * (5 if self.options.variant == "p1" else 3)
        whole = str(sum(lecture.hours for lecture in held))
        total = ["", pgettext("paper", "Total"), *empty[2:], whole, "", values.grouped(fee)]
        return [*rows, blocks.Strong(total)]


def _total(visit: ScholarVisit) -> str:
    amount = words.sum_in_text(visit.fee, visit.fee_currency) if visit.fee else ""
    return pgettext("paper", "Total: {amount}").format(amount=blocks.or_line(amount))
