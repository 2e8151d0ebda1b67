"""Today: what is overdue and what falls due, what the figures are, and what has changed since the last visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop.i18n import _, ngettext
from kazcoop_desktop.views import jobs
from kazcoop_desktop.views.cards import Card, CounterCard, bold, plain, quiet, rule
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.theme import hues
from kazcoop_desktop.views.words import distance_in_words, moment_in_words, shown

if TYPE_CHECKING:
    from kazcoop_desktop.services.counters import Figure
    from kazcoop_desktop.services.deadlines import Deadline

_WEEK = 7
_MONTH = 31
_AT_FIRST = 12  # of a group; the rest on demand
_CHANGES = 10
_NEAR = 10  # days that are told as a distance; farther ones as a date


@dataclass(frozen=True)
class News:
    """All that the page shows, read at one moment."""

    due: list[Deadline]
    figures: list[Figure]
    since: datetime | None
    changes: list[str]
    reminders: list[str]


def read(on: date, since: datetime | None) -> News:
    """Reads the news of a day, with what was changed after the last visit."""
    from kazcoop_desktop.services import copies, counters, deadlines, history, visits  # after the first paint

    changes = visits.changes_since(since, limit=_CHANGES) if since else []
    lines = [
        f"{change.name}: {sentence}" if change.name else sentence
        for change in changes
        for sentence in history.lines(change.entry)
    ]
    reminders = copies.reminders(datetime.now())
    return News(deadlines.due(on=on), counters.figures(on=on), since, lines[:_CHANGES], reminders)


class TodayTab(QScrollArea):
    """The first page of the day. Every line opens its record."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._is_outdated = True
        self._asked = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(QWidget())
        office.changed.connect(self._hear)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._catch_up)  # after the first paint

    def show_news(self, news: News) -> None:
        """Lays the page out anew."""
        place = self.verticalScrollBar().value()
        today = self._office.today()
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addLayout(self._groups(news.due, today), 3)
        row.addLayout(self._side(news), 2)
        self.setWidget(sheet)
        self.verticalScrollBar().setValue(place)

    def _groups(self, due: list[Deadline], today: date) -> QLayout:
        column = QVBoxLayout()
        column.setSpacing(14)
        for heading, sign, hue, first, last in (
            (_("Overdue"), "triangle-alert", "danger", None, -1),
            (_("This week"), "bell", "warning", 0, _WEEK - 1),
            (_("This month"), "calendar", "good", _WEEK, _MONTH - 1),
            (_("Later"), "clock", "quiet", _MONTH, None),
        ):
            of_group = [
                deadline
                for deadline in due
                if (first is None or (deadline.due_on - today).days >= first)
                and (last is None or (deadline.due_on - today).days <= last)
            ]
            if of_group:
                column.addWidget(_Group(self._office, of_group, heading, sign, hue))
        if not column.count():
            card = Card(_("Nothing is due today."), sign="circle-check", hue=hues().good)
            card.body.addWidget(
                quiet(
                    _(
                        "Deadlines come by themselves from the dates of the records and the rules of the reference data."
                    ),
                    wraps=True,
                )
            )
            column.addWidget(card)
        column.addStretch(1)
        return column

    def _side(self, news: News) -> QLayout:
        column = QVBoxLayout()
        column.setSpacing(14)
        if news.reminders:
            told = Card(_("Backup copies"), sign="triangle-alert", hue=hues().warning)
            for reminder in news.reminders:
                told.body.addWidget(plain(reminder))
            column.addWidget(told)
        grid = QGridLayout()
        grid.setSpacing(14)
        for place, figure in enumerate(news.figures):
            card = CounterCard(str(figure.number), figure.title, figure.note)
            if figure.is_of_board:
                card.setToolTip(_("Opens the compliance board"))
                card.clicked.connect(lambda checked: self._office.board_wanted.emit())
            elif figure.register is not None:
                card.setToolTip(_("Opens the list behind this figure"))
                card.clicked.connect(
                    lambda checked, model=figure.register: self._office.list_wanted.emit(model)
                )
            else:
                card.clicked.connect(self._show_papers)
            grid.addWidget(card, *divmod(place, 2))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        if news.since is not None:
            column.addWidget(self._changes(news, news.since))
        column.addStretch(1)
        return column

    def _changes(self, news: News, since: datetime) -> Card:
        when = moment_in_words(since, now=datetime.now())
        card = Card(_("Since your last visit"), when)
        for line in news.changes:
            label = plain(f"·  {line}")
            label.setContentsMargins(0, 3, 0, 3)
            card.body.addWidget(label)
        if not news.changes:
            card.body.addWidget(quiet(_("Nothing has changed since your last visit."), wraps=True))
        return card

    def _show_papers(self) -> None:
        from kazcoop_desktop.views.papers_out import PapersOut

        PapersOut(self._office, self).show()

    def _hear(self, _models: object) -> None:
        self._is_outdated = True
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._is_outdated:
            self._is_outdated = False
            self._asked += 1
            number, today, since = self._asked, self._office.today(), self._office.last_visit
            jobs.ask(self, lambda: read(today, since), lambda news: self._take(number, news))

    def _take(self, number: int, news: News) -> None:
        if number == self._asked:
            self.show_news(news)


class _Group(Card):
    """Deadlines of one nearness, the first ones at once and the others on demand."""

    def __init__(self, office: Office, due: list[Deadline], heading: str, sign: str, hue: str) -> None:
        super().__init__(heading, str(len(due)), sign=sign, hue=getattr(hues(), hue))
        self._office = office
        self._due = due
        self._hue = hue
        self._shown = 0
        self._more = QPushButton(flat=True)
        self._more.clicked.connect(self._show_more)
        self.column.addWidget(self._more)
        self._show_more()

    def _show_more(self) -> None:
        wanted = self._due[self._shown : self._shown + max(_AT_FIRST, self._shown)]
        for deadline in wanted:
            if self._shown:
                self.body.addWidget(rule())
            self.body.addWidget(_Line(self._office, deadline, self._hue))
            self._shown += 1
        left = len(self._due) - self._shown
        self._more.setVisible(left > 0)
        self._more.setText(ngettext("Show {n} more", "Show {n} more", left).format(n=left))


class _Line(QWidget):
    """One deadline: when, what, for which record, by which paragraph; Open and Postpone."""

    def __init__(self, office: Office, deadline: Deadline, hue: str) -> None:
        super().__init__()
        self._office = office
        self._deadline = deadline
        when = bold(_when(deadline, office.today()))
        when.setProperty(hue, True)
        when.setFixedWidth(when.fontMetrics().averageCharWidth() * 17)
        when.setToolTip(_("Due on {date}").format(date=shown(deadline.due_on)))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(plain(deadline.name))
        words.addWidget(quiet(_why(deadline), wraps=True))
        name = f"{deadline.name}: {deadline.title}"
        open_it = QPushButton(_("Open"))
        open_it.setAccessibleName(_("Open") + f": {name}")
        postpone = QPushButton(icon("clock"), "")
        postpone.setToolTip(_("Postpone…"))
        postpone.setAccessibleName(_("Postpone") + f": {name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(open_it)
        row.addWidget(postpone)
        open_it.clicked.connect(self._open)
        postpone.clicked.connect(self._postpone)

    def _open(self) -> None:
        record = self._deadline.shown
        self._office.wanted.emit(type(record), record.id)

    def _postpone(self) -> None:
        from kazcoop_desktop.views.postpone import PostponeDialog  # not needed to start

        if PostponeDialog(self._office, self._deadline, self.window()).exec():
            self._office.announce(type(self._deadline.shown))


def _when(deadline: Deadline, today: date) -> str:
    days = (deadline.due_on - today).days
    return distance_in_words(days) if abs(days) <= _NEAR else shown(deadline.due_on)


def _why(deadline: Deadline) -> str:
    """What is to be done, by which paragraph, and that it was put off."""
    parts = [deadline.title, deadline.paragraph]
    if deadline.postponed_until:
        put_off = _("Postponed to {date}: {reason}")
        parts.append(put_off.format(date=shown(deadline.postponed_until), reason=deadline.reason))
    return " · ".join(part for part in parts if part)
