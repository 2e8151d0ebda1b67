"""The recovery sheet: the code that opens the data when a password is lost, for the safe; the layout is ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.account import Account

_LINE = 14  # points, for writing by hand
_EMPTY_CODE = "-".join(["_____"] * 5)


@dataclass(frozen=True, kw_only=True)
class RecoveryOptions(Options):
    """The code to print; without one there is room to write it."""

    code: str = option(N_("Recovery code"))


class RecoverySheet(PrintedForm):
    """One sheet for one code; it names who made the code and who keeps it.

    It is not among the forms that are offered: only the dialog that shows a new code can print it.
    """

    key = "recovery_sheet"
    title = N_("Recovery sheet")
    kinds = (Account,)
    has_code = False
    options_type = RecoveryOptions

    def story(self, records: Sequence[Account]) -> list[Flowable]:
        account = records[0] if records else None
        person = account.employee if account else None
        made_on = official.stamp(None if self.blank else self.on)
        return [
            *self.code_line(),
            blocks.under_title(self.office.institution.named("name") or "_" * 40),
            blocks.title(pgettext("paper", "RECOVERY SHEET")),
            blocks.under_title(pgettext("paper", "of the data of KazCoop Desktop")),
            blocks.large(self.options.code or _EMPTY_CODE),
            *(blocks.text(sentence) for sentence in _what_to_know()),
            blocks.space(),
            blocks.facts(
                [
                    (pgettext("paper", "Code made on"), made_on),
                    (pgettext("paper", "User name"), account.user_name if account else ""),
                    (pgettext("paper", "Kept by (position, full name)"), [blocks.space(2 * _LINE)]),
                    (pgettext("paper", "Place (safe, envelope number)"), [blocks.space(2 * _LINE)]),
                    (pgettext("paper", "Opened on, by whom, why"), [blocks.space(3 * _LINE)]),
                ]
            ),
            *blocks.signatures(
                [
                    blocks.Signer(
                        pgettext("paper", "Handed over"),
                        official.initials_and_surname(person) if person else "",
                    ),
                    blocks.Signer(pgettext("paper", "Taken into keeping")),
                ]
            ),
        ]


def _what_to_know() -> Iterator[str]:
    yield pgettext(
        "paper",
        "With this code a new password is set when the old one is forgotten. "
        "Without the code and without a password the data cannot be opened by anybody.",
    )
    yield pgettext(
        "paper",
        "Put the sheet into an envelope, seal it and lay it into the safe. "
        "Do not photograph it and do not keep a copy on a computer.",
    )
    yield pgettext(
        "paper",
        "To use it: start the program, choose “Recovery code…”, enter the user name, the code and a new password.",
    )
    yield pgettext(
        "paper",
        "After the envelope was opened, make a new code under “Accounts and security…”; this one then opens nothing.",
    )
