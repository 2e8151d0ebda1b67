"""The pages of a record beside its details, each with its name and counter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, cast

import peewee as pw
from PySide6.QtWidgets import QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.base import Record, address_of, fields_for_any, fields_of, label, parts_and_links
from kazcoop_desktop.models.fields import AnyRecordField, PartOfField
from kazcoop_desktop.services import access, checklists, files, papers, stages
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views.records.checklist import ChecklistPage
from kazcoop_desktop.views.records.files_page import FilesPage
from kazcoop_desktop.views.records.history_page import HistoryPage
from kazcoop_desktop.views.records.papers_page import PapersPage
from kazcoop_desktop.views.records.parts import PartsPage
from kazcoop_desktop.views.records.veil import Veil

if TYPE_CHECKING:
    from kazcoop_desktop.views.office import Office
    from kazcoop_desktop.views.records.form import RecordPage


class PageWidget(Protocol):
    """What every page can do."""

    def show_record(self, record: Record) -> None:
        """Shows what belongs to this record."""


class Page:
    """A page by its title; its widget is made when it is first looked at."""

    def __init__(
        self,
        title: Callable[[Record], str],
        make: Callable[[RecordPage], QWidget] | None = None,
        *,
        widget: QWidget | None = None,
    ) -> None:
        self.title = title
        self._make = make
        self.widget: Any = widget

    def make(self, form: RecordPage) -> QWidget:
        """The widget of the page."""
        return cast("Callable[[RecordPage], QWidget]", self._make)(form)


# The pages of a register that are written by hand: marked title, or what gives it, and what makes the widget.
Title = str | Callable[[Record], str]
HandPages = tuple[tuple[Title, Callable[..., QWidget]], ...]  # made with the office
BY_HAND: dict[type[Record], HandPages] = {}


def add(own: Mapping[type[Record], HandPages]) -> None:
    """Adds the pages of a wing to those of others; a register may have pages of several wings."""
    for model, its in own.items():
        BY_HAND[model] = tuple(dict.fromkeys((*BY_HAND.get(model, ()), *its)))


def pages_of(model: type[Record], files_page: FilesPage) -> Iterator[Page]:
    """Those written by hand, the lists of its parts and of records that name it, then what hangs on every record."""
    for title, make in BY_HAND.get(model, ()):
        yield _hand_page(title, make)
    for field in parts_and_links(model, RECORDS):
        yield _list_page(field)
    for any_field in fields_for_any(RECORDS):
        yield _concerning_page(any_field)
    yield Page(_checklist_title, lambda form: ChecklistPage(form.office))
    yield Page(_files_title, widget=files_page)
    yield Page(_papers_title, lambda form: PapersPage(form.office, form.model))
    yield Page(lambda record: _("History"), lambda form: HistoryPage())


def _hand_page(title: Title, make: Callable[[Office], QWidget]) -> Page:
    told = (lambda record: _(title)) if isinstance(title, str) else title
    return Page(told, lambda form: make(form.office))


def _checklist_title(record: Record) -> str:
    done, total = checklists.progress(record, on=date.today())
    return _("Checklist {done}/{total}").format(done=done, total=total) if total else ""


def _files_title(record: Record) -> str:
    return counted(_("Files"), len(files.of_record(record)))


def _papers_title(record: Record) -> str:
    return counted(_("Papers"), len(papers.of_record(record)))


def counted(name: str, count: int) -> str:
    """The name of a list with how much is in it."""
    return f"{name} {count}" if count else name


def _list_page(field: pw.ForeignKeyField[Any]) -> Page:
    parts: type[Record] = field.model
    is_part = isinstance(field, PartOfField)
    is_own = is_part or not (field.null or _has_an_owner(parts))  # a first one can be entered here
    same_target = [
        other for other in fields_of(parts) if getattr(other, "rel_model", None) is field.rel_model
    ]
    name = (
        _(parts.outline.title)
        if is_part or len(same_target) == 1
        else _("{list}: {field}").format(list=_(parts.outline.title), field=label(field))
    )

    def title(record: Record) -> str:
        if not access.may("read", parts):
            return ""
        count = Query(parts, parent=(field, record.id)).count()
        return counted(name, count) if count or is_own else ""

    return Page(title, lambda form: (Veil if parts.is_restricted else PartsPage)(form.office, field))


def _has_an_owner(model: type[Record]) -> bool:
    return any(isinstance(field, PartOfField) for field in fields_of(model))


def _concerning_page(field: AnyRecordField) -> Page:
    """What concerns the record, whatever it is: always with a case, so that a first one can be entered."""
    naming: type[Record] = field.model

    def title(record: Record) -> str:
        if not access.may("read", naming):
            return ""
        count = Query(naming, parent=(field, address_of(record))).count()
        is_case = stages.stage_field(type(record)) is not None
        name = _(naming.outline.title)
        if not is_case:
            name = _("{list}: {field}").format(list=name, field=label(field))
        return counted(name, count) if count or is_case else ""

    return Page(title, lambda form: PartsPage(form.office, field))
