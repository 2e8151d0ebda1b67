"""Who looked at, printed or exported what is kept about a person; for the person, or for an inspection."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kazcoop_desktop.forms import blocks
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.services.personal import looks

_EMPTY_ROWS = 15


class AccessList(PrintedForm):
    """The entries of the history by which somebody saw records about the person."""

    key = "access_list"
    title = N_("Who has seen a person's data")
    kinds = (Person,)
    has_code = False

    def story(self, records: Sequence[Person]) -> list[Flowable]:
        person = records[0] if records else None
        (columns,) = self.tables()
        about = pgettext("paper", "About: {person}").format(person=blocks.or_line(str(person or "")))
        return [
            blocks.title(pgettext("paper", "WHO HAS SEEN THE PERSONAL DATA")),
            blocks.plain(about),
            blocks.space(),
            blocks.table(columns, self._rows(person), size=9, row_height=blocks.HAND_ROW),
            *blocks.signatures(self.signers(defaults=(pgettext("paper", "Head of the department"),))),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        """The looks, the latest first."""
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Date and time"), 28),
                Column(pgettext("paper", "Record"), 56),
                Column(pgettext("paper", "Who did what"), 76),
            ),
        )

    def _rows(self, person: Person | None) -> list[list[str]]:
        if person is None:
            return blocks.empty_rows(self.tables()[0], _EMPTY_ROWS)
        return [
            [str(number), f"{look.entry.at:%d.%m.%Y %H:%M}", look.record, look.in_words()]
            for number, look in enumerate(looks.at(person), 1)
        ] or [["", "", pgettext("paper", "Nobody so far"), ""]]
