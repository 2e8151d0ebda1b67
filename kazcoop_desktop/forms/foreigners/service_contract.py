"""The first page of the service contract with a scholar and its requisites, in one language or in two columns; ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Signer
from kazcoop_desktop.forms.foreigners import scholar_words as words
from kazcoop_desktop.forms.foreigners.scholar_paper import ScholarPaper
from kazcoop_desktop.forms.sheet import Options, option
from kazcoop_desktop.i18n import N_, ngettext, pgettext
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.scholar_visit import ScholarVisit

_PAY_DAYS = 10  # while the contract names none


@dataclass(frozen=True, kw_only=True)
class ContractOptions(Options):
    """On what the one who signs for the university acts, as the sentence declines it."""

    basis: str = option(N_("Basis of authority, when not the Charter"))


class ServiceContract(ScholarPaper):
    """Procedure 717, 5.5.2: between the university and the scholar, for the period of stay."""

    key = "service_contract"
    title = N_("Service contract")
    shows_sensitive = True
    side_by_side = True
    options_type = ContractOptions

    def story(self, records: Sequence[ScholarVisit]) -> list[Flowable]:
        visit = records[0] if records else None
        number = blocks.or_line(words.contract_number(visit), 8)
        day = visit.contract_on if visit else None
        institution = self.office.institution
        return [
            *self.code_line(),
            self._row(
                lambda: blocks.title(pgettext("paper", "SERVICE CONTRACT No. {number}").format(number=number))
            ),
            self._row(lambda: blocks.ends(_city(institution.named("city")), official.stamp(day))),
            self._row(lambda: self._text(self._parties(visit))),
            self._row(lambda: self._text(f"1. {_subject(visit)}")),
            self._row(lambda: self._text(f"2. {_term(visit)}")),
            self._row(lambda: self._text(f"3. {_price(visit)}")),
            self._row(lambda: self._text(f"4. {_payment(visit)}")),
            blocks.space(),
            blocks.kept_together([blocks.halves(self._customer(), self._contractor(visit))]),
            blocks.space(),
            blocks.kept_together(
                blocks.agreement_places(
                    self.signers(
                        "agrees",
                        (
                            pgettext("paper", "Head of Legal"),
                            pgettext("paper", "Chief Accountant"),
                            pgettext("paper", "Head of HR"),
                        ),
                    )
                )
            ),
        ]

    def own_number(self, records: Sequence[ScholarVisit]) -> str:
        return words.contract_number(records[0]) if records else ""

    def executor(self, records: Sequence[ScholarVisit]) -> Employee | None:
        """The contract names its parties only."""
        return None

    def _row(self, block: Callable[[], Flowable]) -> Flowable:
        """What `block` says, in each language of the sheet: side by side when there are two."""
        cells = []
        for code in self.languages:
            with i18n.language(code):
                cells.append([block()])
        return blocks.halves(cells[0], cells[1] if len(cells) > 1 else None)

    def _text(self, content: str) -> Flowable:
        return blocks.narrow_text(content) if len(self.languages) > 1 else blocks.text(content)

    def _parties(self, visit: ScholarVisit | None) -> str:
        signer = self.signers()[0]
        said = pgettext(
            "paper",
            "{institution} (the Customer), represented by {position} {name} acting under {basis}, and {person}, "
            "citizen of {country} (the Contractor), have concluded this contract:",
        )
        return said.format(
            institution=blocks.or_line(self.office.institution.named("name")),
            position=blocks.or_line(signer.position, 20),
            name=blocks.or_line(signer.name, 20),
            basis=self.options.basis or pgettext("basis of authority", "the Charter"),
            person=blocks.or_line(words.name_of(visit.person) if visit else ""),
            country=blocks.or_line(words.citizenship(visit), 16),
        )

    def _in_each(self, said: Callable[[], str]) -> list[str]:
        """The text in each language of the sheet, once where both are the same."""
        found = []
        for code in self.languages:
            with i18n.language(code):
                found.append(said())
        return list(dict.fromkeys(found))

    def _named(self, said: Callable[[], str]) -> str:
        return " / ".join(self._in_each(said))

    def _customer(self) -> list[Flowable]:
        ours = self.office.institution
        heading = self._named(lambda: pgettext("paper", "Customer"))
        bin_name = self._named(lambda: pgettext("paper", "BIN"))
        bank = self._named(lambda: pgettext("paper", "Bank"))
        lines = [
            *self._in_each(lambda: ours.named("name")),
            *self._in_each(lambda: ours.named("address")),
            f"{bin_name} {blocks.or_line(ours.bin, 14)}",
            f"{bank}: {blocks.or_line(ours.bank, 24)}",
            f"IBAN: {blocks.or_line(ours.bank_account, 24)}",
            f"SWIFT (BIC): {blocks.or_line(ours.bank_code, 18)}",
            words.joined(ours.phone, ours.email),
        ]
        return [
            *blocks.requisites(heading, lines),
            *blocks.half_signature("", self.signers()[0], seal=bool(ours.uses_seal)),
        ]

    def _contractor(self, visit: ScholarVisit | None) -> list[Flowable]:
        heading = self._named(lambda: pgettext("paper", "Contractor"))
        person = visit.person if visit else None
        passport = words.passport_of(visit)
        tax = (visit.tax_number or visit.person.iin) if visit else ""
        entries = [
            (self._named(lambda: pgettext("paper", "Address")), person.home_address if person else "", True),
            (self._named(lambda: pgettext("paper", "Passport")), words.passport_line(passport), True),
            (self._named(lambda: pgettext("paper", "IIN or taxpayer number")), tax, visit is None),
            (self._named(lambda: pgettext("paper", "Bank")), visit.bank if visit else "", True),
            ("IBAN", visit.bank_account if visit else "", True),
            ("SWIFT (BIC)", visit.bank_code if visit else "", True),
            (self._named(lambda: pgettext("paper", "Currency")), visit.fee_currency if visit else "", True),
        ]
        lines = [
            *(self._in_each(lambda: words.name_of(person)) if person else ["_" * 30]),
            *(f"{name}: {blocks.or_line(value, 18)}" for name, value, shown in entries if value or shown),
            words.joined(person.phone, person.email) if person else "",
        ]
        return [
            *blocks.requisites(heading, lines),
            *blocks.half_signature("", Signer(official.NBSP, words.signing_name(person))),
        ]


def _city(name: str) -> str:
    return pgettext("place of signing", "{city}").format(city=name) if name else "_" * 16


def _subject(visit: ScholarVisit | None) -> str:
    said = pgettext("paper", "Subject: reading lectures on the course “{course}”, {hours}.")
    return said.format(course=blocks.or_line(words.course(visit)), hours=words.hours(visit) or "____")


def _term(visit: ScholarVisit | None) -> str:
    return pgettext("paper", "Term: {period}.").format(period=blocks.or_line(words.stay(visit)))


def _price(visit: ScholarVisit | None) -> str:
    known = visit is not None and visit.fee is not None
    amount = words.sum_in_text(visit.fee, visit.fee_currency) if visit and known else ""
    return pgettext("paper", "Price: {amount}, taxes included.").format(amount=blocks.or_line(amount))


def _payment(visit: ScholarVisit | None) -> str:
    days = (visit.pay_days if visit else None) or _PAY_DAYS
    said = ngettext(
        "Payment: within {n} banking day on the act of services rendered.",
        "Payment: within {n} banking days on the act of services rendered.",
        days,
    )
    return said.format(n="____" if visit is None else days)
