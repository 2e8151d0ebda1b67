"""A form as it will be printed: looked at, chosen, then printed or saved as PDF."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kazcoop_desktop import forms
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms import press
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.attached import Paper
from kazcoop_desktop.models.base import Record, kind_of
from kazcoop_desktop.models.wording import Wording
from kazcoop_desktop.services import browse, settings
from kazcoop_desktop.views import file_dialogs, messages, printing
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.jobs import Job, Worker
from kazcoop_desktop.views.office import Office
from kazcoop_desktop.views.print_options import PrintOptions
from kazcoop_desktop.views.printing import Pdf, PrintRun
from kazcoop_desktop.views.records.dialog import RecordDialog
from kazcoop_desktop.views.words import LANGUAGE_NAMES

_LANGUAGES = ("kk", "ru", "en", "kk+ru")
_ZOOM_STEP = 1.2
_SHOW_PROGRESS_AFTER = 200  # milliseconds
_OPTIONS_WIDTH = 260
_LOOKED_THROUGH = 300  # so many records are looked through for what is not filled in
_TOLD = 3


class PrintPreview(QDialog):
    """Shows the paper; looking alone leaves no trace, printing and saving give it its number and code."""

    guide_page = "printing"

    shown = Signal()  # a new look of the paper is there
    finished_work = Signal(str)  # printed or saved: the sentence that tells so

    def __init__(
        self,
        office: Office,
        worker: Worker,
        form: str,
        ids: Sequence[int],
        *,
        model: type[Record] | None = None,
        blank: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._worker = worker
        self._form = forms.find(form)
        self._model = model or self._form.kinds[0]
        self._ids = list(ids)
        self._blank = blank
        self._job: Job | None = None
        self._run: PrintRun | None = None
        self._pdf: Pdf | None = None
        self._issued: dict[str, list[Paper]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("{form}: print preview").format(form=_(self._form.title)))
        self.resize(parent.size() * 0.94 if parent else self.size())
        self._make()
        self._arrange()
        self._connect()
        self._render()
        self._tell_what_is_lacking()

    @property
    def pdf(self) -> Pdf | None:
        """The paper as it is shown; None before the first look is there."""
        return self._pdf

    def print(self) -> None:
        """Asks for the printer, gives the papers their numbers and prints them."""
        if not printing.has_printer():
            self.notice.complain(_("No printer is installed. Save the paper as PDF."))
            return
        printer = printing.new_printer()
        if self._pdf is not None:
            printer.setFromTo(1, self._pdf.document.pageCount())
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def print_on(self, printer: Any) -> None:
        """Gives the papers their numbers and prints them on a printer that was chosen."""

        def send(content: bytes, issued: list[Paper]) -> None:
            run = self._run = PrintRun(Pdf(content, self), printer, self)
            self._say_progress(_("Printing: {done} of {total}"), run.progressed)
            run.done.connect(lambda: self._show_pdf(content))
            run.done.connect(
                lambda: self._end(
                    _("Printed: {done}. Not printed: {failed}.").format(done=self._count(), failed=0)
                )
            )
            run.stopped.connect(lambda sent: self._stop_printing(sent, issued))
            run.start()

        self._produce(send)

    def save(self) -> None:
        """Asks where to, gives the papers their numbers and saves them as one PDF."""
        chosen = file_dialogs.to_save(
            self, _("Save as PDF"), self._file_name(), "PDF (*.pdf)", purpose="paper", first=Path.home()
        )
        if chosen:
            self.save_to(chosen)

    def save_to(self, target: Path) -> None:
        """Gives the papers their numbers and saves them as one PDF, whole or not at all."""

        def write(content: bytes, _issued: list[Paper]) -> None:
            printing.save(content, target)
            self._show_pdf(content)
            self._end(_("Saved: {file}").format(file=target))

        self._produce(write)

    def choose_language(self, code: str) -> None:
        """Shows the paper in another language, or in two."""
        self.languages.setCurrentIndex(self.languages.findData(code))

    def word_anew(self) -> None:
        """Lets the person word a sentence of the form anew, and shows the paper with it."""
        language = self.languages.currentData().split("+")[0]
        entry = Wording(form=self._form.key, language=language, valid_from=self._office.today())
        dialog = RecordDialog(self._office, entry, self)
        dialog.accepted.connect(self._render)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def cancel(self) -> None:
        """Ends what is being done."""
        if self._run is not None:
            self._run.cancel()
        elif self._job is not None:
            self._job.cancel()

    def done(self, result: int) -> None:
        self.cancel()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(_ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP)
            return True
        return super().eventFilter(watched, event)

    def _make(self) -> None:
        self.languages = QComboBox()
        for code in _LANGUAGES:
            self.languages.addItem(" + ".join(LANGUAGE_NAMES[part] for part in code.split("+")), code)
        self.choose_language(self._language_to_begin_with())
        self.view = QPdfView()
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.options: PrintOptions | None = None
        if not self._blank and dataclasses.fields(self._form.options_type):
            self.options = PrintOptions(self._form.options_type, self._office.today())
        self.notice = messages.Notice()
        self._pages = QLabel()
        self._pages.setProperty("quiet", True)
        self._progress = QProgressBar()
        self._doing = QLabel()
        self._cancel = QPushButton(_("Cancel"), autoDefault=False)
        self._print = QPushButton(_("&Print…"), autoDefault=False)
        self._print.setToolTip("Ctrl+P")
        self._print.setProperty("primary", True)
        self._save = QPushButton(icon("download"), _("&Save as PDF…"), autoDefault=False)
        self._save.setToolTip("Ctrl+S")
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_PROGRESS_AFTER)

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(8)
        bar.addWidget(QLabel(_("Language of the paper:")))
        bar.addWidget(self.languages)
        bar.addSpacing(16)
        for sign, name, act in (
            ("zoom-out", _("Zoom out (Ctrl+−)"), lambda: self._zoom(1 / _ZOOM_STEP)),
            ("zoom-in", _("Zoom in (Ctrl++)"), lambda: self._zoom(_ZOOM_STEP)),
        ):
            button = QToolButton(autoRaise=True)
            button.setToolTip(name)
            button.setIcon(icon(sign))
            button.setAccessibleName(name)
            button.clicked.connect(act)
            bar.addWidget(button)
        fit = QToolButton(autoRaise=True)
        fit.setText(_("Fit width"))
        fit.setToolTip("Ctrl+0")
        fit.clicked.connect(self._fit_width)
        bar.addWidget(fit)
        wording = QToolButton(autoRaise=True)
        wording.setText(_("Wording…"))
        wording.setToolTip(_("Prints a sentence of this form in the words of the office"))
        wording.clicked.connect(self.word_anew)
        bar.addWidget(wording)
        bar.addSpacing(8)
        bar.addWidget(self._pages)
        bar.addStretch()
        bar.addWidget(self._save)
        bar.addWidget(self._print)
        below = QHBoxLayout()
        below.setContentsMargins(12, 6, 12, 6)
        below.addWidget(self._doing)
        below.addWidget(self._progress, 1)
        below.addWidget(self._cancel)
        self._below = QWidget()
        self._below.setLayout(below)
        self._below.hide()
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self.view, 1)
        if self.options is not None:
            area = QScrollArea(widgetResizable=True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setWidget(self.options)
            area.setFixedWidth(_OPTIONS_WIDTH)
            middle.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.notice)
        column.addLayout(middle, 1)
        column.addWidget(self._below)

    def _connect(self) -> None:
        self._print.clicked.connect(self.print)
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.cancel)
        self.languages.currentIndexChanged.connect(self._render)
        self.languages.currentIndexChanged.connect(self._remember_language)
        if self.options is not None:
            self.options.changed.connect(self._render)
        self._patience.timeout.connect(self._below.show)
        self.view.viewport().installEventFilter(self)
        self.view.pageNavigator().currentPageChanged.connect(self._say_page)
        for keys, act in (
            ("Ctrl+P", self.print),
            ("Ctrl+S", self.save),
            ("Ctrl+0", self._fit_width),
            ("Ctrl+-", lambda: self._zoom(1 / _ZOOM_STEP)),
            ("Ctrl++", lambda: self._zoom(_ZOOM_STEP)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _language_to_begin_with(self) -> str:
        """The language chosen last, else the first in which the records have words."""
        remembered: str = settings.get("paper_language", "kk", owner=self._office.owner)
        records = (
            [] if self._blank else list(browse.Query(self._model).rows(self._ids[:_LOOKED_THROUGH]).values())
        )
        for code in (remembered, *_LANGUAGES):
            with suppress(UserError):
                self._form.refuse(records, code.split("+"))
                return code
        return remembered

    def _remember_language(self) -> None:
        settings.put("paper_language", self.languages.currentData(), owner=self._office.owner)

    def _tell_what_is_lacking(self) -> None:
        """Says what the form asks for and the records do not tell, before anything is printed."""
        rows = {} if self._blank else browse.Query(self._model).rows(self._ids[:_LOOKED_THROUGH])
        lines = self._form.lacking(list(rows.values()))
        if lines:
            more = [_("and {count} more").format(count=len(lines) - _TOLD)] if len(lines) > _TOLD else []
            self.notice.complain(_("Not filled in: {names}").format(names="\n".join([*lines[:_TOLD], *more])))

    def _render(self) -> None:
        """Asks the child process for a new look of the paper: with number and code once they are given."""
        if self._job is not None:
            self._job.cancel()
        issued = self._issued.get(self._chosen(), [])
        self._start_job([paper.id for paper in issued], self._show_pdf)

    def _chosen(self) -> str:
        """The language and the options, by which papers printed before are known again."""
        return f"{self.languages.currentData()} {self.options.values() if self.options else ''}"

    def _start_job(self, paper_ids: list[int], done: Callable[[bytes], None]) -> Job:
        job = self._job = self._worker.run(
            press.rendered,
            form=self._form.key,
            kind=kind_of(self._model),
            ids=self._ids,
            language=self.languages.currentData(),
            on=self._office.today(),
            blank=self._blank,
            paper_ids=paper_ids,
            options=self.options.values() if self.options is not None else {},
        )
        self._say_progress(_("Preparing: {done} of {total}"), job.progressed)

        def take(content: bytes) -> None:
            if self._job is job:
                self._calm_down()
                done(content)

        job.done.connect(take)
        job.failed.connect(lambda error: self._fail(job, error))
        job.stopped.connect(lambda: self._calm_down() if self._job is job else None)
        return job

    def _show_pdf(self, content: bytes) -> None:
        old, self._pdf = self._pdf, Pdf(content, self)
        self.view.setDocument(self._pdf.document)
        if old is not None:
            old.deleteLater()
        self._say_page()
        self.shown.emit()

    def _produce(self, use: Callable[[bytes, list[Paper]], None]) -> None:
        """Issues the papers, renders them with their numbers, and hands them on; takes them back when stopped."""
        if self._job is not None:
            self._job.cancel()
        known = self._chosen()
        is_new = known not in self._issued
        issued = self._issued.setdefault(known, self._issue()) if is_new else self._issued[known]
        job = self._start_job([paper.id for paper in issued], lambda content: use(content, issued))

        def give_up() -> None:
            if is_new:
                self._take_back(known)

        job.stopped.connect(give_up)
        job.failed.connect(give_up)

    def _issue(self) -> list[Paper]:
        """The papers with their numbers and codes; an empty form has none."""
        if self._blank:
            return []
        rows = browse.Query(self._model).rows(self._ids)
        issued = press.issue(
            self._form,
            [rows[record_id] for record_id in self._ids],
            language=self.languages.currentData(),
            on=self._office.today(),
            by=self._office.person,
        )
        self._office.announce(self._model)
        return issued

    def _take_back(self, known: str) -> None:
        issued = self._issued.pop(known, [])
        if issued:
            press.take_back(issued, by=self._office.person)
            self._office.announce(self._model)

    def _stop_printing(self, sent: int, issued: list[Paper]) -> None:
        self._run = None
        self._calm_down()
        if not sent:
            for known, its in list(self._issued.items()):
                if its is issued:
                    self._take_back(known)
        self.notice.tell(_("Stopped. Pages sent to the printer: {sent}.").format(sent=sent))

    def _fail(self, job: Job, error: Exception) -> None:
        if self._job is job:
            self._calm_down()
            if isinstance(error, UserError):  # there is no such paper; the one before must not seem to be it
                self._show_nothing()
            messages.tell(error, near=self)

    def _show_nothing(self) -> None:
        self.view.setDocument(QPdfDocument(self.view))
        self._pdf = None
        self._pages.setText("")

    def _end(self, sentence: str) -> None:
        self._run = None
        self._calm_down()
        self.notice.tell(sentence)
        self.finished_work.emit(sentence)

    def _say_progress(self, sentence: str, progressed: Any) -> None:
        """Shows how far the work is, when it takes longer than a moment."""

        def tell(done: int, total: int) -> None:
            self._progress.setMaximum(total)
            self._progress.setValue(done)
            self._doing.setText(sentence.format(done=done, total=total))

        self._doing.setText("")
        self._progress.setMaximum(0)
        self._print.setEnabled(False)
        self._save.setEnabled(False)
        progressed.connect(tell)
        self._patience.start()

    def _calm_down(self) -> None:
        self._job = None
        self._patience.stop()
        self._below.hide()
        self._print.setEnabled(True)
        self._save.setEnabled(True)

    def _say_page(self) -> None:
        if self._pdf is not None:
            number = self.view.pageNavigator().currentPage() + 1
            text = _("Page {n} of {count}").format(n=number, count=self._pdf.document.pageCount())
            self._pages.setText(text)

    def _zoom(self, factor: float) -> None:
        now = self.view.zoomFactor()
        if self.view.zoomMode() != QPdfView.ZoomMode.Custom and self._pdf is not None:
            points = self._pdf.document.pagePointSize(0).width() * self.logicalDpiX() / 72
            now = (self.view.viewport().width() - 12) / points
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(max(0.2, min(now * factor, 6.0)))

    def _fit_width(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _count(self) -> int:
        return 1 if self._blank or self._form.per_group else len(self._ids)

    def _file_name(self) -> str:
        """A name for the PDF: the form, and the record when there is one only."""
        name = _(self._form.title)
        if len(self._ids) == 1:
            record = browse.Query(self._model).rows(self._ids)[self._ids[0]]
            name = f"{name} {record}"
        kept = "".join("_" if sign in '<>:"/\\|?*' else sign for sign in name)
        return f"{kept[:120].strip()}.pdf"
