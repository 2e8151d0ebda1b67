"""The papers for a visa or its extension, ticked as they come; a second copy is the person's receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, PageBreak

from kazcoop_desktop import i18n
from kazcoop_desktop.forms import blocks, official
from kazcoop_desktop.forms.blocks import Column
from kazcoop_desktop.forms.foreigners import stay_words as words
from kazcoop_desktop.forms.sheet import Options, PrintedForm, option
from kazcoop_desktop.i18n import N_, pgettext
from kazcoop_desktop.models.person import Person
from kazcoop_desktop.models.reference import ChecklistItem
from kazcoop_desktop.models.visa import Visa
from kazcoop_desktop.services import checklists, reference
from kazcoop_desktop.services.foreigners import stays

_AS_PRINTED = {  # procedure 717, 5.5, with its misprints
    "invitation": "З-х данаға шақыру + эл-ге шақыру.тасымалдаушыда ;",
    "order_extract": "СҚ мөрі бар бұйрықтан үзінді;",
    "contract": "МК мөрімен еңбек шарты;",
    "diploma": "Диплом + апостиль (сканер) және нотариалды куәландырылған;",
    "certificate": "Сертификат + апостиль (сканер) және нотариалды куәландырылған;",
    "passport": "Паспорт (сканерлеу);",
    "questionnaire": "Визалық сауалнама (немесе ҚРҮ толтырылады);",
    "personal_file": "Жеке іс парағы;",
    "fee_invitation": "Мемлекеттік баж 0,5 АЕК университеттен КБК 108126, КНП 911;",
    "fee_single": "Мемлекеттік баждың бір мәртелік визасы 7 АЕК (ҚРҮ-де);",
    "fee_multiple": "Көп мәртелік виза, мемлекеттік баж 30 АЕК (ҚРҮ).",
}


@dataclass(frozen=True, kw_only=True)
class ChecklistOptions(Options):
    """How the Kazakh wording is spelled, and whether the person gets a copy as a receipt."""

    spelling: str = option(
        N_("Kazakh wording"),
        default="corrected",
        choices=(("corrected", N_("Corrected spelling")), ("printed", N_("As procedure 717 prints it"))),
    )
    second_copy: str = option(
        N_("Second copy with a receipt"),
        default="no",
        choices=(("no", N_("Without it")), ("yes", N_("With it"))),
    )


class VisaChecklist(PrintedForm):
    """Procedure 717, 5.5: what is needed to get and to extend a visa."""

    key = "visa_checklist"
    title = N_("Visa checklist")
    kinds = (Visa,)
    options_type = ChecklistOptions

    @classmethod
    def read(cls, records: Sequence[Visa]) -> None:
        stays.load(records)

    def story(self, records: Sequence[Visa]) -> list[Flowable]:
        visa = records[0] if records else None
        copy = self._copy(visa)
        return [*copy, PageBreak(), *self._copy(visa)] if self.options.second_copy == "yes" else copy

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (
            (
                Column(pgettext("paper", "No."), 10, "CENTER"),
                Column(pgettext("paper", "Document"), 85),
                Column(pgettext("paper", "Have"), 20, "CENTER"),
                Column(pgettext("paper", "Received"), 25, "CENTER"),
                Column(pgettext("paper", "Note"), 30),
            ),
        )

    def _copy(self, visa: Visa | None) -> list[Flowable]:
        (columns,) = self.tables()
        handed = pgettext("paper", "Handed in {line} / accepted {line}").format(line="_" * 18)
        return [
            blocks.title(pgettext("paper", "VISA CHECKLIST")),
            blocks.facts(_head(visa), left=60),
            blocks.table(columns, list(self._rows(visa)), row_height=blocks.HAND_ROW, signed=True),
            blocks.kept_together([blocks.space(), blocks.plain(handed)]),
        ]

    def _rows(self, visa: Visa | None) -> list[list[str]]:
        if visa is None:
            held = reference.valid(ChecklistItem, self.on, ChecklistItem.applies_to == "visa")
            named = [(item.code, item.named("name")) for item in sorted(held, key=lambda item: item.sequence)]
            return [
                [str(number), self._wording(code, name), "", "", ""]
                for number, (code, name) in enumerate(named, 1)
            ]
        return [
            [
                str(number),
                self._wording(line.code, line.name),
                "+" if line.done_on else "",
                official.numeric(line.done_on),
                line.note,
            ]
            for number, line in enumerate(checklists.items(visa, on=self.on), 1)
        ]

    def _wording(self, code: str, name: str) -> str:
        if i18n.current() == "kk" and self.options.spelling == "printed":
            return _AS_PRINTED.get(code, name)
        return name


def _head(visa: Visa | None) -> list[tuple[str, str]]:
    person = visa.person if visa else None
    passport = stays.passport_of(visa, person) if visa and person else None
    return [
        (pgettext("paper", "Surname, given names (as in passport)"), words.latin_name(person)),
        (pgettext("paper", "Citizenship"), words.said(person, Person.citizenship)),
        (pgettext("paper", "Passport No., valid"), words.passport_number_and_end(passport)),
        (pgettext("paper", "Visa category"), str(visa.category) if visa else ""),
        (pgettext("paper", "Visa until"), official.numeric(visa.valid_until) if visa else ""),
        (pgettext("paper", "Papers wanted by"), official.numeric(visa.applied_on) if visa else ""),
    ]
