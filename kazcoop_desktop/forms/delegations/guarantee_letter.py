"""The letter that promises a hotel, a cultural institution or a caterer to pay; the wording is ours."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.delegations import visit_words as words
from kazcoop_desktop.forms.delegations.visit_paper import VisitLetter
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.institution import Employee
from kazcoop_desktop.models.visit import Guarantee, GuaranteeLine


class GuaranteeLetter(VisitLetter):
    """One organisation a letter; the head and the chief accountant sign: procedure 717, 5.4.3."""

    key = "guarantee_letter"
    title = N_("Letter of guarantee")
    kinds = (Guarantee,)

    def executor(self, records: Sequence[Guarantee]) -> Employee | None:
        return records[0].delegation.responsible if records else None

    def story(self, records: Sequence[Guarantee]) -> list[Flowable]:
        guarantee = records[0] if records else None
        kind = guarantee.guarantee_kind if guarantee else "hotel"
        lines: list[GuaranteeLine] = words.parts(guarantee, "lines")
        columns = self.tables()[("hotel", "culture", "catering").index(kind)]
        rows = [_row(kind, line) for line in lines] or blocks.empty_rows(columns, 4)
        total = sum((line.price for line in lines), Decimal()) if guarantee else None
        return [
            *self.top(_addressee(guarantee)),
            blocks.title(pgettext("paper", "LETTER OF GUARANTEE")),
            blocks.text(self._asked(guarantee, kind)),
            blocks.table(columns, rows, row_height=blocks.HAND_ROW),
            *_conditions(guarantee, kind),
            *_guests(guarantee, kind),
            blocks.kept_together(
                [
                    blocks.plain(words.total_in_words(total)),
                    blocks.text(_promise(guarantee)),
                    blocks.plain(self._bank()),
                    *self._signed(),
                ]
            ),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """Rooms; events; meals."""
        amount = Column(pgettext("paper", "Amount, KZT"), 35, "RIGHT")
        people = pgettext("paper", "Persons")
        return (
            (
                Column(pgettext("paper", "Room category"), 45),
                Column(pgettext("paper", "Qty"), 15, "CENTER"),
                Column(pgettext("paper", "Check-in"), 30, "CENTER"),
                Column(pgettext("paper", "Check-out"), 30, "CENTER"),
                Column(pgettext("paper", "Nights"), 15, "CENTER"),
                amount,
            ),
            (
                Column(pgettext("paper", "Event (excursion, performance)"), 65),
                Column(pgettext("paper", "Date, time"), 30, "CENTER"),
                Column(people, 20, "CENTER"),
                Column(pgettext("paper", "Guide's language"), 25),
                Column(pgettext("paper", "Amount, KZT"), 30, "RIGHT"),
            ),
            (
                Column(pgettext("paper", "Date"), 25, "CENTER"),
                Column(pgettext("paper", "Meal"), 35),
                Column(pgettext("paper", "Time"), 20, "CENTER"),
                Column(people, 20, "CENTER"),
                Column(pgettext("paper", "Diet"), 35),
                amount,
            ),
        )

    def _asked(self, guarantee: Guarantee | None, kind: str) -> str:
        asked = {
            "hotel": pgettext(
                "paper", "{institution} asks you to book rooms for foreign guests on {period}:"
            ),
            "culture": pgettext(
                "paper", "{institution} asks you to arrange the following for the delegation:"
            ),
            "catering": pgettext("paper", "{institution} asks you to provide meals for the delegation:"),
        }[kind]
        institution = blocks.or_line(self.office.institution.named("name"))
        return asked.format(
            institution=institution, period=words.period(guarantee.delegation if guarantee else None)
        )

    def _bank(self) -> str:
        said = pgettext("paper", "BIN {bin}; bank {bank}; account {account}; BIC {bic}")
        ours = self.office.institution
        return said.format(
            bin=blocks.or_line("" if self.blank else ours.bin, 12),
            bank=blocks.or_line("" if self.blank else ours.bank, 18),
            account=blocks.or_line("" if self.blank else ours.bank_account, 20),
            bic=blocks.or_line("" if self.blank else ours.bank_code, 8),
        )

    def _signed(self) -> list[Flowable]:
        roles = (pgettext("paper", "Rector"), pgettext("paper", "Chief Accountant"))
        signers = self.signers(defaults=roles)
        last = len(signers) - 1
        uses_seal = self.office.institution.uses_seal
        return [
            blocks.Signature(signer, seal=uses_seal and place == last) for place, signer in enumerate(signers)
        ]


def _addressee(guarantee: Guarantee | None) -> list[str]:
    if guarantee is None:
        return ["_" * 30] * 3
    own = str(getattr(guarantee, f"addressee_{i18n.current()}", ""))
    to = own or pgettext("paper", "To: {name}").format(name=guarantee.organisation)
    return [line for line in (to, guarantee.address) if line]


def _row(kind: str, line: GuaranteeLine) -> list[str]:
    day = official.numeric(line.starts_on)
    if kind == "hotel":
        nights = str((line.ends_on - line.starts_on).days) if line.ends_on else ""
        check_in = words.joined(day, line.starts_at, by="\n")
        check_out = words.joined(official.numeric(line.ends_on), line.ends_at, by="\n")
        return [line.name, str(line.quantity), check_in, check_out, nights, words.tenge(line.price)]
    if kind == "culture":
        when = words.joined(day, line.starts_at, by="\n")
        return [line.name, when, str(line.quantity), line.special, words.tenge(line.price)]
    return [day, line.name, line.starts_at, str(line.quantity), line.special, words.tenge(line.price)]


def _conditions(guarantee: Guarantee | None, kind: str) -> list[Flowable]:
    """What a hotel is to see to besides the rooms."""
    if kind != "hotel":
        return []
    entries = [
        (pgettext("paper", "Breakfast included"), bool(guarantee and guarantee.breakfast)),
        (pgettext("paper", "The hotel registers the visas"), bool(guarantee and guarantee.registers_visas)),
    ]
    return blocks.choices(entries, size=11)


def _guests(guarantee: Guarantee | None, kind: str) -> list[Flowable]:
    """The names of those who will live in the hotel."""
    if guarantee is None or kind != "hotel":
        return []
    names = [words.latin_name(member.person) for member in words.parts(guarantee.delegation, "members")]
    if not names:
        return []
    return [
        blocks.plain(pgettext("paper", "Guests: {names}").format(names="; ".join(names))),
        blocks.space(4),
    ]


def _promise(guarantee: Guarantee | None) -> str:
    said = pgettext("paper", "We guarantee payment within {n} banking days against your invoice and act.")
    return said.format(n=guarantee.pay_days if guarantee else "____")
