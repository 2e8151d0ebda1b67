"""Commands over an internal document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models.document import Document
from kazcoop_desktop.services import files
from kazcoop_desktop.services.documents import copies

if TYPE_CHECKING:
    from kazcoop_desktop.views import file_dialogs
from kazcoop_desktop.views.records.register import Register


def save_copies(register: Register) -> None:
    """Asks where to, and saves the copies that units hold as one PDF, each with its number at the foot."""
    document = register.form.record
    held = copies.out(document) if isinstance(document, Document) and document.id else []
    filed = files.of_record(document) if document is not None and held else []
    if not held:
        register.notice.complain(_("No unit holds a copy of this document."))
    elif not any(each.media_type == "application/pdf" for each in filed):
        register.notice.complain(_("Attach the scan of the document as a PDF first."))
    else:
        chosen = file_dialogs.to_save(
            register, _("Numbered copies"), f"{document}.pdf", "PDF (*.pdf)", purpose="paper"
        )
        if chosen:
            save_copies_to(register, chosen)


def save_copies_to(register: Register, target: Path) -> None:
    """Saves the copies that units hold of the document shown, made of the PDF that was filed with it last."""
    from kazcoop_desktop.forms.documents.numbered_copy import numbered  # ReportLab: not before it is needed

    document = register.form.record
    assert isinstance(document, Document)
    with register.notice.telling():
        pdf = next(each for each in files.of_record(document) if each.media_type == "application/pdf")
        files.write_whole(target, numbered(files.content_of(pdf), copies.out(document)))
        register.notice.tell(_("Saved: {file}").format(file=target))
