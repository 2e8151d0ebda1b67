"""The sentences of a printed form, as they may be worded anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from kazcoop_desktop import forms, i18n
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.models.base import Record


def sentences_of(form: str, *, language: str, on: date) -> list[str]:
    """What the form says in a language, in the order in which it says it: empty, and about the latest record.

    Raises UserError for a form that is not known.
    """
    printed = forms.find(form)
    said: dict[str, None] = {}

    def note(sentence: str) -> str:
        if any(sign.isalpha() for sign in sentence):
            said.setdefault(sentence)
        return sentence

    with i18n.reworded(note):
        printed.render([], language=language, on=on, blank=True)
        for record in _latest(printed.kinds[0]):
            try:
                printed.render([record], language=language, on=on)
            except UserError:  # this record lacks what the form is about; the empty one has been heard
                break
    return list(said)


def _latest(model: type[Record]) -> list[Any]:
    return list(model.select().where(model.deleted_at.is_null()).order_by(model.id.desc()).limit(1))
