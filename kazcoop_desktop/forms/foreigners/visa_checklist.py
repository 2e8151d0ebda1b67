"""The papers for a visa or its extension, ticked as they come; the other half of the sheet is the person's receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

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

_CODE = 30 * mm  # at the foot of the sheet, for the QR code
_CLOSE = 5.5 * mm  # the least height of a row on half a sheet
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
    shows_sensitive = True
    kinds = (Visa,)
    options_type = ChecklistOptions

    @classmethod
    def read(cls, records: Sequence[Visa]) -> None:
        stays.load(records)

    def story(self, records: Sequence[Visa]) -> list[Flowable]:
        visa = records[0] if records else None
        if self.options.second_copy == "yes":
            half = self.page.height / 2 - blocks.CUT / 2
            below = half - max(self.page.bottom, _CODE)
            return [
                blocks.fitted(self._half(visa), self.page.text_width, half - self.page.top),
                blocks.cut(),
                blocks.fitted(self._half(visa), self.page.text_width, below),
            ]
        (whole, _narrow) = self.tables()
        return [
            blocks.title(pgettext("paper", "VISA CHECKLIST")),
            blocks.facts(_head(visa), left=60),
            blocks.table(whole, list(self._rows(visa)), row_height=blocks.HAND_ROW, signed=True),
            blocks.kept_together([blocks.space(), blocks.plain(_handed())]),
        ]

    def tables(self) -> tuple[tuple[Column, ...], ...]:
        return (_columns(85, 20, 30), _columns(97, 13, 25))

    def _half(self, visa: Visa | None) -> list[Flowable]:
        """The same on half a sheet: the particulars in two columns, the rows close together."""
        name, citizenship, passport, category, until, wanted = _head(visa)
        of_person = blocks.facts([citizenship, passport], left=35, whole=88)
        of_visa = blocks.facts([until, wanted], left=48, whole=78)
        (_whole, narrow) = self.tables()
        return [
            blocks.title(pgettext("paper", "VISA CHECKLIST")),
            blocks.facts([name, category], left=60),
            blocks.side_by_side([(92 * mm, [of_person]), (78 * mm, [of_visa])], after=0),
            blocks.table(narrow, list(self._rows(visa)), size=8, row_height=_CLOSE, signed=True),
            blocks.space(),
            blocks.plain(_handed()),
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


def _columns(document: float, have: float, note: float) -> tuple[Column, ...]:
    return (
        Column(pgettext("paper", "No."), 10, "CENTER"),
        Column(pgettext("paper", "Document"), document),
        Column(pgettext("paper", "Have"), have, "CENTER"),
        Column(pgettext("paper", "Received"), 25, "CENTER"),
        Column(pgettext("paper", "Note"), note),
    )


def _handed() -> str:
    return pgettext("paper", "Handed in {line} / accepted {line}").format(line="_" * 18)


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
