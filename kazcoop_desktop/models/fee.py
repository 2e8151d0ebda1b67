"""What the state asks for a visa: the monthly calculation index by date, and the kinds of fees in parts of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import ChoiceField, MoneyField, NameField

ENTRIES = [("single", N_("Single-entry")), ("multiple", N_("Multiple-entry"))]
PAYERS = [("university", N_("The university")), ("foreigner", N_("The foreigner"))]
_LONG_AGO = date(2000, 1, 1)


class Mci(Record):
    """The monthly calculation index from a day on; it may change inside a year, as in 2022."""

    valid_from = pw.DateField(verbose_name=N_("Valid from"), unique=True)
    value = MoneyField(verbose_name=N_("Value, KZT"))
    paragraph = pw.CharField(verbose_name=N_("Paragraph"), default="")

    outline = Outline(
        title=N_("Monthly calculation index"),
        singular=N_("Value of the MCI"),
        columns=(valid_from, value, paragraph),
        sections={N_("Value of the MCI"): (valid_from, value, paragraph)},
        search=(valid_from, paragraph),
    )

    def problems(self) -> Iterator[Problem]:
        if self.value <= 0:
            yield Problem(Mci.value, _("The amount must be greater than zero."))


class FeeKind(Record):
    """A state fee in parts of the MCI: who pays it and under which codes (procedure 717, 5.5)."""

    code = pw.CharField(
        verbose_name=N_("Key"), max_length=60, help_text=N_("The same for all wordings of one fee")
    )
    sequence = pw.IntegerField(verbose_name=N_("No."), default=1)
    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    factor = MoneyField(verbose_name=N_("Number of MCI"), help_text=N_("For example: 0.5"))
    payer = ChoiceField(verbose_name=N_("Paid by"), choices=PAYERS, default="foreigner")
    entries = ChoiceField(
        verbose_name=N_("Only for the visa"),
        choices=ENTRIES,
        default="",
        help_text=N_("Leave empty when it is paid for every visa"),
    )
    kbk = pw.CharField(verbose_name=N_("Budget classification code (KBK)"), default="", max_length=20)
    knp = pw.CharField(verbose_name=N_("Payment purpose code (KNP)"), default="", max_length=20)
    payee = pw.TextField(
        verbose_name=N_("Bank details of the payee"),
        default="",
        help_text=N_("The revenue body: name, BIN, bank, account, BIK, KBe"),
    )
    paragraph = pw.CharField(verbose_name=N_("Paragraph"), default="")
    valid_from = pw.DateField(verbose_name=N_("Valid from"), default=_LONG_AGO)
    is_off = pw.BooleanField(verbose_name=N_("Switched off"), default=False)

    outline = Outline(
        title=N_("Kinds of state fees"),
        singular=N_("Kind of state fee"),
        columns=(name_kk, factor, payer, entries, kbk, knp, paragraph, valid_from),
        sections={
            N_("Name"): (name_kk, name_ru, name_en, code, sequence),
            N_("Fee"): (factor, payer, entries, kbk, knp, payee),
            N_("Source"): (paragraph, valid_from, is_off),
        },
        search=(code, name_kk, name_ru, name_en, kbk),
    )

    def __str__(self) -> str:
        return self.named("name")

    def problems(self) -> Iterator[Problem]:
        if self.factor <= 0:
            yield Problem(FeeKind.factor, _("The amount must be greater than zero."))
        for field in (FeeKind.kbk, FeeKind.knp):
            value = getattr(self, field.name)
            if value and not value.isdecimal():
                yield Problem(field, _("Only digits can be entered here."))
