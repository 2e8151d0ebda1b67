"""Sending the pages of a PDF to a printer, one by one, so that the window stays live."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kazcoop_desktop.errors import Trouble
from kazcoop_desktop.i18n import _

_DPI = 300
_POINTS_AN_INCH = 72


def has_printer() -> bool:
    """Whether the system knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def new_printer() -> QPrinter:
    """A printer set for papers: A4 without margins of its own, 300 dots an inch, grey."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def save(content: bytes, target: Path) -> None:
    """Writes a PDF, whole or not at all."""
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


class Pdf(QObject):
    """A PDF in memory, as Qt reads it."""

    def __init__(self, content: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)  # must live as long as the document
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)

    def picture(self, page: int, dots_an_inch: int = _DPI) -> QImage:
        """A page in grey on white; Qt itself would leave the paper transparent, which some drivers print black."""
        points = self.document.pagePointSize(page)
        scale = dots_an_inch / _POINTS_AN_INCH
        size = QSize(round(points.width() * scale), round(points.height() * scale))
        picture = QImage(size, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.drawImage(0, 0, self.document.render(page, size))
        painter.end()
        return picture

    def is_landscape(self, page: int) -> bool:
        """Whether a page lies on its side."""
        points = self.document.pagePointSize(page)
        return points.width() > points.height()


class PrintRun(QObject):
    """Prints a page at each turn of the event loop."""

    progressed = Signal(int, int)
    done = Signal()
    stopped = Signal(int)  # how many pages were sent

    def __init__(self, pdf: Pdf, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._printer = printer
        count = pdf.document.pageCount()
        first, last = printer.fromPage() or 1, printer.toPage() or count
        self._pages = range(first - 1, min(last, count))
        self._sent = 0
        self._is_cancelled = False
        self._painter = QPainter()
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._print_page)

    def start(self) -> None:
        """Begins. Raises Trouble when the printer does not take anything."""
        self._turn(self._pages[0])
        if not self._painter.begin(self._printer):
            sentence = _("The printer “{printer}” does not answer. Check that it is on and has paper.")
            raise Trouble(sentence.format(printer=self._printer.printerName()))
        self._next.start()

    def cancel(self) -> None:
        """Sends no more pages; those sent already will come out."""
        self._is_cancelled = True

    def _print_page(self) -> None:
        if self._is_cancelled:
            self._painter.end()
            self.stopped.emit(self._sent)
            return
        page = self._pages[self._sent]
        if self._sent:
            self._turn(page)
            self._printer.newPage()
        picture = self._pdf.picture(page)
        whole = QRectF(0, 0, self._painter.device().width(), self._painter.device().height())
        self._painter.drawImage(whole, picture)
        self._sent += 1
        self.progressed.emit(self._sent, len(self._pages))
        if self._sent < len(self._pages):
            self._next.start()
        else:
            self._painter.end()
            self.done.emit()

    def _turn(self, page: int) -> None:
        """Sets the paper of the printer as the page needs it: A4, or the size of an envelope."""
        points = self._pdf.document.pagePointSize(page)
        upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
        self._printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
        side = (
            QPageLayout.Orientation.Landscape
            if self._pdf.is_landscape(page)
            else QPageLayout.Orientation.Portrait
        )
        self._printer.setPageOrientation(side)
