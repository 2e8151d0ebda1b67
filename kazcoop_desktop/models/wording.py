"""How the office words its papers: sentences of printed forms in words of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from string import Formatter

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models import keys
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, KeyField, SentenceField
from kazcoop_desktop.models.reference import FormCode


class Wording(Record):
    """A sentence of a form, and what the office prints in its place; blanks in braces are filled in as before."""

    form = KeyField(keys.Forms(lambda: FormCode), verbose_name=N_("Form"), max_length=60)
    language = ChoiceField(
        verbose_name=N_("Language"),
        choices=[("kk", N_("Kazakh")), ("ru", N_("Russian")), ("en", N_("English"))],
        default="kk",
    )
    sentence = SentenceField(
        verbose_name=N_("Sentence of the form"), help_text=N_("As the program prints it in this language")
    )
    wording = pw.TextField(
        verbose_name=N_("Wording of the office"), help_text=N_("What stands in braces stays as it is")
    )
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=date.today)

    outline = Outline(
        title=N_("Wording of papers"),
        singular=N_("Wording of a sentence"),
        columns=(sentence, wording, form, language, valid_from),
        sections={
            N_("Paper"): (form, language),
            N_("Sentence"): (sentence, wording, valid_from),
        },
        search=(sentence, wording),
    )

    def problems(self) -> Iterator[Problem]:
        wanted = _blanks(self.sentence) or set()
        if _blanks(self.wording) != wanted:
            names = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or _("none")
            sentence = _("The blanks in braces must be those of the sentence: {names}.")
            yield Problem(Wording.wording, sentence.format(names=names))


def _blanks(text: str) -> set[str] | None:
    """The names in braces; None when braces are not in pairs."""
    try:
        return {name for _text, name, _how, _as in Formatter().parse(text) if name is not None}
    except ValueError:
        return None
