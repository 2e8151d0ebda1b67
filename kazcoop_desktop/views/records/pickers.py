"""Editors that search as one types: countries, languages, and the records that a record names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import peewee as pw
from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import _
from kazcoop_desktop.models import text, values, world
from kazcoop_desktop.models.base import Record, address_of, label, record_at, text_of
from kazcoop_desktop.models.fields import (
    AnyRecordField,
    CountryField,
    KeyField,
    KeysField,
    LanguagesField,
    LinkField,
    SentenceField,
)
from kazcoop_desktop.services import access, search
from kazcoop_desktop.services.browse import Query
from kazcoop_desktop.views.icons import icon
from kazcoop_desktop.views.records.editors import Editor, LineEditor, editor_for

_OFFERED = 14
_CREATE = object()


class Offer(NamedTuple):
    """A value that can be picked, and how it reads in the list."""

    value: Any
    name: str
    detail: str = ""


class Picker(LineEditor):
    """A line that offers what fits the letters typed so far, in any script; Down shows the list."""

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field)
        self._value: Any = None
        self._offers: list[Offer] = []
        self._shown = QStringListModel(self)
        self._list = QCompleter(self._shown, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(_OFFERED + 1)
        self._list.setWidget(self.line)
        self._popup = QListView()
        self._popup.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setPopup(self._popup)
        self._popup.installEventFilter(self)  # after the completer's own, so that it is asked before it
        unfold = self.line.addAction(icon("chevron-down"), self.line.ActionPosition.TrailingPosition)
        unfold.setToolTip(_("Show the list"))
        unfold.triggered.connect(self._unfold)
        self.line.editingFinished.connect(self._settle)
        picked: Any = self._list.activated  # by place: two records may have one name
        picked[QModelIndex].connect(self._picked)

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value or self._typed_value()
        self.line.setText(self._name_of(value) if value else "")
        self.line.setCursorPosition(0)

    def unreadable(self) -> str:
        if self.line.text().strip() and not self._value:
            return _("Choose a value from the list.")
        return ""

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) and self.line.isEnabled():
            self._unfold()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab takes the offer that is marked in the list, as Enter does, and goes on to the next field."""
        if watched is self._popup and isinstance(event, QKeyEvent) and _is_tab(event):
            index = self._popup.currentIndex()
            if index.isValid() and self._offers[index.row()].value is not _CREATE:
                self._picked(index)
        return super().eventFilter(watched, event)

    def offers(self, typed: str) -> list[Offer]:
        """What fits the letters; the first ones of all when nothing was typed."""
        raise NotImplementedError

    def _name_of(self, value: Any) -> str:
        return values.as_text(self.field, value)

    def _typed_value(self) -> Any:
        """What the letters stand for before anything is picked."""
        return None if self.field.null else ""

    def _sought(self) -> str:
        return self.line.text()

    def _edited(self) -> None:
        self._value = self._typed_value()
        self._show(self.offers(self._sought().strip()))
        super()._edited()

    def _unfold(self) -> None:
        self.line.setFocus()
        self._show(self.offers(""))

    def _show(self, offers: Sequence[Offer]) -> None:
        self._offers = list(offers)
        self._shown.setStringList([" · ".join(part for part in (o.name, o.detail) if part) for o in offers])
        if not offers:
            self._popup.hide()
            return
        self._list.complete()
        self._popup.setCurrentIndex(self._list.completionModel().index(0, 0))

    def _picked(self, index: QModelIndex) -> None:
        self._take(self._offers[index.row()])

    def _take(self, offer: Offer) -> None:
        self.set_value(offer.value)
        self.changed.emit()

    def _settle(self) -> None:
        """Takes the only record that fits when the person goes on without picking."""
        written = self.line.text().strip()
        if self._value or not written or self._popup.isVisible():
            return
        offers = [offer for offer in self.offers(written) if offer.value is not _CREATE]
        same = [
            offer
            for offer in offers
            if text.fold(offer.name) == text.fold(written) or offer.detail == written.upper()
        ]
        for fitting in (same, offers):
            if len(fitting) == 1:
                self._take(fitting[0])
                return


class CountryPicker(Picker):
    """A country by its name in the window's language, or by its code."""

    def offers(self, typed: str) -> list[Offer]:
        return _named(world.countries(i18n.current()), typed)


class SeveralPicker(Picker):
    """Several values by name with a sign between them, in the order in which they were picked."""

    sign = ","

    def names(self) -> Mapping[str, str]:
        """The names of all values that can be picked."""
        raise NotImplementedError

    def offers(self, typed: str) -> list[Offer]:
        return _named(self.names(), typed)

    def unreadable(self) -> str:
        strange = [name for name in self._written() if self._key(name) is None]
        return self._strange(strange[0]) if strange else ""

    def _strange(self, name: str) -> str:
        return _("The list “{list}” has no such value.").format(list=label(self.field))

    def _keys_written(self) -> tuple[str, ...]:
        keys = (self._key(name) for name in self._written())
        return tuple(dict.fromkeys(key for key in keys if key))

    def _joined(self, keys: Sequence[str]) -> Any:
        """The value of the field that holds these keys."""
        return tuple(keys)

    def _typed_value(self) -> Any:
        return self._joined(self._keys_written())

    def _sought(self) -> str:
        return self.line.text().rsplit(self.sign, 1)[-1]

    def _edited(self) -> None:
        super()._edited()
        if not self._sought().strip():
            self._popup.hide()

    def _take(self, offer: Offer) -> None:
        kept = [self._key(name) for name in self.line.text().split(self.sign)[:-1]]
        self.set_value(self._joined(tuple(dict.fromkeys(key for key in (*kept, offer.value) if key))))
        self.changed.emit()

    def _unfold(self) -> None:
        if self.line.text().strip():
            self.line.setText(self.line.text().strip().rstrip(self.sign) + f"{self.sign} ")
        super()._unfold()

    def _settle(self) -> None:
        if not self._popup.isVisible() and not self.unreadable():
            self.set_value(self._typed_value())

    def _written(self) -> list[str]:
        return [name.strip() for name in self.line.text().split(self.sign) if name.strip()]

    def _key(self, name: str) -> str | None:
        names, sought = self.names(), text.fold(name)
        if not sought:
            return None
        for key, known in names.items():
            if sought == text.fold(known) or name.casefold() == key:
                return key
        fitting = _named(names, name)
        return fitting[0].value if len(fitting) == 1 else None


class LanguagesPicker(SeveralPicker):
    """Languages by name with commas between, in the order in which the paper names them."""

    def set_value(self, value: Any) -> None:
        self._value = tuple(value or ())
        self.line.setText(values.as_text(self.field, self._value))

    def names(self) -> Mapping[str, str]:
        return world.languages(i18n.current())

    def _strange(self, name: str) -> str:
        return _("There is no such language: {name}.").format(name=name)


class KeyPicker(Picker):
    """What a rule names by its key, by the title that it has in the register of the rule."""

    register: Callable[[], str] = staticmethod(str)  # the kind of that register, as the form shows it now

    def __init__(self, field: KeyField) -> None:
        super().__init__(field)
        self._known = field.known

    def offers(self, typed: str) -> list[Offer]:
        return _titled(self._known.titles(self.register()), typed)

    def _name_of(self, value: Any) -> str:
        return self._known.title(value, self.register())


class KeysPicker(SeveralPicker):
    """Several such things, with semicolons between."""

    sign = ";"
    register: Callable[[], str] = staticmethod(str)

    def __init__(self, field: KeysField) -> None:
        super().__init__(field)
        self._known = field.known

    def set_value(self, value: Any) -> None:
        self._value = value or ""
        self.line.setText("; ".join(self._known.title(key, self.register()) for key in self._value.split()))
        self.line.setCursorPosition(0)

    def names(self) -> Mapping[str, str]:
        return self._known.titles(self.register())

    def offers(self, typed: str) -> list[Offer]:
        return _titled(self.names(), typed)

    def _joined(self, keys: Sequence[str]) -> str:
        return " ".join(keys)


class RecordPicker(Picker):
    """A record, which can be opened from here."""

    open_wanted = Signal(object, int)  # type[Record], id

    def __init__(self, field: pw.Field[Any]) -> None:
        super().__init__(field)
        self._go = self._button("arrow-right", _("Open record"), self._open)
        self._go.setEnabled(False)

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._go.setEnabled(bool(value))

    def let_edit(self, may: bool) -> None:
        self.line.setEnabled(may)  # what it names can be opened in any case

    def _edited(self) -> None:
        super()._edited()
        self._go.setEnabled(False)

    def _open(self) -> None:
        raise NotImplementedError


class LinkPicker(RecordPicker):
    """Another record, found by its words; one that is missing can be entered on the spot."""

    create_wanted = Signal(object, str)  # the picker, what was typed

    def __init__(self, field: pw.ForeignKeyField[Any], *, can_create: bool = True) -> None:
        super().__init__(field)
        self.can_create = can_create
        self.target: type[Record] = field.rel_model

    def offers(self, typed: str) -> list[Offer]:
        if not access.may("read", self.target):
            return []
        query = Query(self.target, search=typed)
        ids = query.first(_OFFERED)
        rows = query.rows(ids)
        columns = self.target.outline.columns
        found = [
            Offer(record_id, str(rows[record_id]), text_of(rows[record_id], columns[1])) for record_id in ids
        ]
        if not (self.can_create and access.may("enter", self.target)):
            return found
        singular = _(self.target.outline.singular)
        create = (
            _("Create new: {name}…").format(name=typed)
            if typed
            else _("Create new: {name}…").format(name=singular)
        )
        return [*found, Offer(_CREATE, create)]

    def _typed_value(self) -> None:
        return None

    def _name_of(self, value: Any) -> str:
        record = self.target.get_or_none(self.target.id == value)
        return str(record) if record else ""

    def _take(self, offer: Offer) -> None:
        if offer.value is _CREATE:
            self.create_wanted.emit(self, self.line.text().strip() if not self._value else "")
        else:
            super()._take(offer)

    def _open(self) -> None:
        self.open_wanted.emit(self.target, self._value)


class AnyRecordPicker(RecordPicker):
    """A record of any register, found by its words wherever it stands."""

    def offers(self, typed: str) -> list[Offer]:
        found: dict[str, Offer] = {}
        for hit in search.everywhere(typed, limit=_OFFERED):
            record = hit.shown()
            offer = Offer(address_of(record), str(record), _(type(record).outline.singular))
            found.setdefault(offer.value, offer)
        return list(found.values())

    def _open(self) -> None:
        record = record_at(self._value)
        if record is not None:
            self.open_wanted.emit(type(record), record.id)


class SentencePicker(Picker):
    """A sentence of a form, out of those that it has in a language; picking it begins its new wording."""

    taken = Signal(str)
    paper: Callable[[], tuple[str, str]]  # the form and the language that the record names

    def __init__(self, field: SentenceField) -> None:
        super().__init__(field)
        self._heard: dict[tuple[str, str], list[str]] = {}

    def offers(self, typed: str) -> list[Offer]:
        form, language = self.paper()
        if not form:
            return []
        if (form, language) not in self._heard:
            from kazcoop_desktop.forms import wording  # ReportLab is slow to load

            said = wording.sentences_of(form, language=language, on=date.today())
            self._heard[form, language] = said
        sought = text.fold(typed)
        said = self._heard[form, language]
        return [Offer(sentence, sentence) for sentence in said if sought in text.fold(sentence)]

    def _take(self, offer: Offer) -> None:
        super()._take(offer)
        self.taken.emit(offer.value)


def _is_tab(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab


def _titled(titles: Mapping[str, str], typed: str) -> list[Offer]:
    """Titles without their keys, in the order in which the program has them while nothing is typed."""
    if not typed:
        return [Offer(key, title) for key, title in titles.items()]
    return [offer._replace(detail="") for offer in _named(titles, typed)]


def _named(names: Mapping[str, str], typed: str) -> list[Offer]:
    """Names that begin with the letters, then those with such a word inside; by code too."""
    sought = text.fold(typed)
    begin, inside = [], []
    for code, name in names.items():
        folded = text.fold(name)
        if folded.startswith(sought) or code.casefold() == typed.casefold():
            begin.append(Offer(code, name, code.upper()))
        elif f" {sought}" in folded:
            inside.append(Offer(code, name, code.upper()))
    for found in (begin, inside):
        found.sort(key=lambda offer: text.order_key(offer.name))
    return begin + inside


@editor_for.register(CountryField)
def _country(field: CountryField) -> Editor:
    return CountryPicker(field)


@editor_for.register(LanguagesField)
def _languages(field: LanguagesField) -> Editor:
    return LanguagesPicker(field)


@editor_for.register(KeysField)
def _keys(field: KeysField) -> Editor:
    return KeysPicker(field)


@editor_for.register(KeyField)
def _key(field: KeyField) -> Editor:
    return KeyPicker(field)


@editor_for.register(SentenceField)
def _sentence(field: SentenceField) -> Editor:
    return SentencePicker(field)


@editor_for.register(AnyRecordField)
def _any_record(field: AnyRecordField) -> Editor:
    return AnyRecordPicker(field)


@editor_for.register(LinkField)
def _link(field: LinkField) -> Editor:
    return LinkPicker(field)
