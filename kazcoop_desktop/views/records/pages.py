"""The pages of a record beside its details, each with its name and counter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, cast

import peewee as pw
from PySide6.QtWidgets import QWidget

from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import RECORDS
from kazcoop_desktop.models.base import Record, fields_of, label, parts_and_links
from kazcoop_desktop.models.fields import PartOfField
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views.records.parts import PartsPage

if TYPE_CHECKING:
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
    ) -> None:
        self.title = title
        self._make = make
        self.widget: Any = None

    def make(self, form: RecordPage) -> QWidget:
        """The widget of the page."""
        return cast("Callable[[RecordPage], QWidget]", self._make)(form)


def pages_of(model: type[Record]) -> Iterator[Page]:
    """The lists of its parts, of the records that name it, then what hangs on every record."""
    for field in parts_and_links(model, RECORDS):
        yield _list_page(field)


def _list_page(field: pw.ForeignKeyField[Any]) -> Page:
    parts: type[Record] = field.model
    is_part = isinstance(field, PartOfField)
    same_target = [
        other for other in fields_of(parts) if getattr(other, "rel_model", None) is field.rel_model
    ]
    name = (
        _(parts.outline.title)
        if is_part or len(same_target) == 1
        else _("{list}: {field}").format(list=_(parts.outline.title), field=label(field))
    )

    def title(record: Record) -> str:
        count = Query(parts, parent=(field, record.id)).count()
        return f"{name} {count}" if count else name if is_part else ""

    return Page(title, lambda form: PartsPage(form.office, field))
