"""The additional agreement: an amendment as an annex of the agreement, in one language or in two columns; ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.agreements import agreement_words as words
from kazcoop_desktop.forms.blocks import Signer
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.agreement import Agreement, Annex
from kazcoop_desktop.models.world import language as language_name


class AnnexSheet(PrintedForm):
    """Changes are made by an annex that is an integral part of the agreement: procedure 717, 5.1.4-5.1.5."""

    key = "annex_sheet"
    title = N_("Additional agreement")
    kinds = (Annex,)
    side_by_side = True

    def story(self, records: Sequence[Annex]) -> list[Flowable]:
        annex = records[0] if records else None
        agreement = annex.agreement if annex else None
        return [
            *self.code_line(),
            self._row(lambda: blocks.title(_title(annex))),
            self._row(lambda: blocks.under_title(_amended(agreement))),
            self._row(lambda: blocks.ends(_city(self.office.institution.named("city")), self._date(annex))),
            self._row(lambda: self._text(self._parties(agreement))),
            *self._changes(annex),
            self._row(lambda: self._text(f"2. {_integral()}")),
            self._row(lambda: self._text(f"3. {_unchanged()}")),
            blocks.kept_together(
                [
                    self._row(lambda: self._text(f"4. {_entry_into_force(agreement)}")),
                    blocks.space(),
                    blocks.halves(*self._requisites(agreement)),
                    blocks.space(),
                    *blocks.agreement_places(self.signers("agrees", (pgettext("paper", "Head of Legal"),))),
                ]
            ),
        ]

    def own_number(self, records: Sequence[Annex]) -> str:
        return str(records[0].number) if records else ""

    def _row(self, block: Callable[[], Flowable]) -> Flowable:
        """What `block` says, in each language of the sheet: side by side when there are two."""
        cells = []
        for code in self.languages:
            with i18n.language(code):
                cells.append([block()])
        return blocks.halves(cells[0], cells[1] if len(cells) > 1 else None)

    def _text(self, content: str) -> Flowable:
        return blocks.narrow_text(content) if len(self.languages) > 1 else blocks.text(content)

    def _changes(self, annex: Annex | None) -> list[Flowable]:
        """Clause 1: the changes, one under another; lines to write on where a language has none."""
        contents = [
            getattr(annex, f"content_{code}").splitlines() if annex else [] for code in self.languages
        ]
        rows = []
        for place in range(max(1, *(len(lines) for lines in contents))):
            number = f"1.{place + 1}" if max(len(lines) for lines in contents) > 1 else "1."
            cells: list[list[Flowable]] = []
            for lines in contents:
                if place < len(lines):
                    cells.append([self._text(f"{number} {lines[place]}")])
                else:
                    cells.append(
                        [] if lines else [self._text(number), blocks.ruled(6 if annex is None else 3)]
                    )
            rows.append(blocks.halves(cells[0], cells[1] if len(cells) > 1 else None))
        return rows

    def _date(self, annex: Annex | None) -> str:
        return official.stamp(annex.signed_on if annex else None)

    def _parties(self, agreement: Agreement | None) -> str:
        said = pgettext(
            "paper",
            "{institution} (the University) and {partner} (the Partner), together the Parties, have agreed as follows:",
        )
        return said.format(
            institution=blocks.or_line(self.office.institution.named("name")),
            partner=blocks.or_line(words.partner_names(agreement)),
        )

    def _requisites(self, agreement: Agreement | None) -> tuple[list[Flowable], list[Flowable]]:
        ours, partner = self.office.institution, agreement.partner if agreement else None
        our_lines = [
            *self._in_each(lambda: ours.named("name")),
            *self._in_each(lambda: ours.named("address")),
        ]
        bin_line = pgettext("paper", "BIN") + f" {ours.bin}" if ours.bin else ""
        their_lines = [blocks.or_line("")] * 3
        if partner:
            their_lines = [
                *self._in_each(lambda: words.name_of(partner)),
                words.joined(partner.address, partner.city),
            ]
            their_lines += [words.joined(partner.phone, partner.email)]
        person = agreement.our_signatory if agreement else None
        signed = (
            Signer(official.position_name(person.position), official.initials_and_surname(person))
            if person
            else self.signers()[0]
        )
        theirs = (
            Signer(agreement.partner_signatory_position, agreement.partner_signatory)
            if agreement
            else Signer()
        )
        seal = bool(ours.uses_seal)
        return (
            [
                *blocks.requisites(
                    " / ".join(self._in_each(lambda: pgettext("paper", "University"))),
                    [*our_lines, words.joined(ours.phone, ours.email), bin_line],
                ),
                *blocks.half_signature("", signed, seal=seal),
            ],
            [
                *blocks.requisites(
                    " / ".join(self._in_each(lambda: pgettext("paper", "Partner"))), their_lines
                ),
                *blocks.half_signature("", theirs, seal=seal),
            ],
        )

    def _in_each(self, said: Callable[[], str]) -> list[str]:
        """The text in each language of the sheet, once where both are the same."""
        found = []
        for code in self.languages:
            with i18n.language(code):
                found.append(said())
        return list(dict.fromkeys(found))


def _title(annex: Annex | None) -> str:
    number = str(annex.number) if annex else "____"
    return pgettext("paper", "ADDITIONAL AGREEMENT No. {number}").format(number=number)


def _amended(agreement: Agreement | None) -> str:
    """Which agreement is amended: its title, number and date, without any ending."""
    return pgettext("paper", "to: {title} (No. {number} of {date})").format(
        title=blocks.or_line(words.agreement_name(agreement)),
        number=blocks.or_line(words.said(agreement, Agreement.number), 10),
        date=blocks.or_line(words.said(agreement, Agreement.signed_on), 10),
    )


def _city(name: str) -> str:
    return pgettext("place of signing", "{city}").format(city=name) if name else "_" * 16


def _integral() -> str:
    return pgettext("paper", "This additional agreement is an integral part of the Agreement.")


def _unchanged() -> str:
    return pgettext("paper", "All other provisions remain unchanged.")


def _entry_into_force(agreement: Agreement | None) -> str:
    said = pgettext(
        "paper",
        "It enters into force on signing and is made in {copies} copies in {languages}, all equally valid.",
    )
    names = [language_name(code).removesuffix(" тілі") for code in agreement.languages] if agreement else []
    return said.format(
        copies=str(agreement.copies) if agreement else "____", languages=blocks.or_line(", ".join(names), 20)
    )
