"""The consent to the processing of personal data, to be signed by the person; the layout is ours.

It says what Law 94-V of 21 May 2013, article 8, wants a consent to say: who processes which data, what for, until
when, to whom they are handed, also abroad, and that it can be withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.base import text_of
from kazcoop_desktop.models.person import Passport, Person
from kazcoop_desktop.models.personal_data import Consent
from kazcoop_desktop.services.personal import consents


class ConsentForm(PrintedForm):
    """What the person agrees to; with the purpose and the end of the consent that is entered, or lines for them."""

    key = "personal_data_consent"
    title = N_("Consent to the processing of personal data")
    kinds = (Person,)
    shows_sensitive = True

    def story(self, records: Sequence[Person]) -> list[Flowable]:
        person = records[0] if records else None
        given = consents.ground(person, on=self.on) if person else None
        consent = given if given and given.ground == "consent" else None
        return [
            blocks.title(
                pgettext("paper", "CONSENT TO THE COLLECTION AND PROCESSING\nOF PERSONAL DATA").upper()
            ),
            blocks.facts(_who(person)),
            blocks.text(
                pgettext(
                    "paper", "I consent to the collection and processing of my personal data as follows."
                )
            ),
            blocks.facts(self._what(consent)),
            blocks.text(
                pgettext(
                    "paper",
                    "I know that I may learn what is kept about me, have it corrected, withdraw this consent in "
                    "writing, and ask for my data to be deleted where no law requires them to be kept "
                    "(Law of the Republic of Kazakhstan No. 94-V of 21 May 2013).",
                )
            ),
            blocks.kept_together(
                [
                    blocks.space(),
                    blocks.ends(official.stamp(None), f"{'_' * 18} {_signature(person)}"),
                ]
            ),
        ]

    def _what(self, consent: Consent | None) -> list[tuple[str, str | Sequence[Flowable]]]:
        office = self.office.institution
        operator = blocks.or_line(office.named("name"))
        box = blocks.choices(
            [(pgettext("paper", "I agree"), False), (pgettext("paper", "I do not agree"), False)], size=10
        )
        return [
            (pgettext("paper", "Who processes the data"), operator),
            (pgettext("paper", "BIN"), office.bin or "_" * 12),
            (
                pgettext("paper", "For what"),
                (consent.purpose if consent else "") or blocks.or_line("", 48),
            ),
            (
                pgettext("paper", "Which data"),
                pgettext(
                    "paper",
                    "Full name, date and place of birth, sex, citizenship, IIN, identity papers, addresses and "
                    "contacts, photo, education and work, data on entry, visas and registration; for the "
                    "questionnaire of annex 1 to Order No. 661 also ethnicity, religion, organisations, "
                    "marital status and relatives",
                ),
            ),
            (
                pgettext("paper", "Handed over to"),
                pgettext(
                    "paper",
                    "State bodies, where a law asks for it; partner universities, where my own application "
                    "or case does",
                ),
            ),
            (pgettext("paper", "Transfer abroad"), box),
            (pgettext("paper", "In public sources"), pgettext("paper", "Not published")),
            (pgettext("paper", "Valid until"), _until(consent)),
        ]


def _who(person: Person | None) -> list[tuple[str, str | Sequence[Flowable]]]:
    passport = person.passport if person else None
    return [
        (pgettext("paper", "Full name"), _name(person)),
        (pgettext("paper", "Date of birth"), official.numeric(person.born_on) if person else ""),
        (pgettext("paper", "Citizenship"), text_of(person, Person.citizenship) if person else ""),
        (pgettext("paper", "IIN"), person.iin if person else ""),
        (pgettext("paper", "Identity paper, number, issued by"), _document(passport)),
    ]


def _name(person: Person | None) -> str:
    if person is None:
        return ""
    latin = " ".join(filter(None, (person.surname, person.given_names)))
    own = str(person)
    return own if latin in ("", own) else f"{own} ({latin})"


def _document(passport: Passport | None) -> str:
    if passport is None:
        return ""
    told = (
        text_of(passport, Passport.passport_kind),
        passport.number,
        passport.issued_by or text_of(passport, Passport.issuing_country),
        official.numeric(passport.issued_on),
    )
    return ", ".join(filter(None, told))


def _until(consent: Consent | None) -> str:
    day: date | None = consent.valid_until if consent else None
    return official.numeric(day) or pgettext("paper", "until withdrawn, or until ____.____.________")


def _signature(person: Person | None) -> str:
    return str(person) if person else "_" * 24
