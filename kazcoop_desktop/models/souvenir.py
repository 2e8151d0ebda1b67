"""The stock of souvenirs: what came in, and what was given to which delegation (procedure 717, 5.4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import peewee as pw

from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.delegation import Delegation
from kazcoop_desktop.models.fields import LinkField, MoneyField, NameField, PartOfField


class Souvenir(Record):
    """A kind of gift with the symbols of the country or the university."""

    name_kk = NameField(verbose_name=N_("Name in Kazakh"))
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    price = MoneyField(verbose_name=N_("Price, tenge"), null=True)
    opening = pw.IntegerField(
        verbose_name=N_("In stock at first"), default=0, help_text=N_("When the souvenir was entered here")
    )
    keeper = NameField(verbose_name=N_("Kept by"), default="")
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Souvenirs"),
        singular=N_("Souvenir"),
        columns=(name_kk, name_ru, name_en, price, opening, keeper),
        sections={
            N_("Name"): (name_kk, name_ru, name_en),
            N_("Stock"): (price, opening, keeper, note),
        },
        search=(name_kk, name_ru, name_en, keeper),
    )

    def __str__(self) -> str:
        return self.named("name")

    def in_stock(self, *, without: Record | None = None) -> int:
        """How many there are; `without` a receipt or issue that is being changed."""
        return int(self.opening) + self._sum(SouvenirReceipt, without) - self._sum(SouvenirIssue, without)

    def _sum(self, model: Any, without: Record | None) -> int:
        alive = (model.souvenir == self.id) & model.deleted_at.is_null()
        if isinstance(without, model):
            alive &= model.id != (without.id or 0)
        return model.select(pw.fn.SUM(model.quantity)).where(alive).scalar() or 0

    def problems(self) -> Iterator[Problem]:
        if self.opening < 0:
            yield Problem(Souvenir.opening, _("The number must not be less than zero."))
        elif self.id and self.in_stock() < 0:
            yield Problem(Souvenir.opening, _below_zero(self, self.in_stock()))
        if self.price is not None and self.price < 0:
            yield Problem(Souvenir.price, _("The amount must be greater than zero."))


class SouvenirReceipt(Record):
    """Souvenirs that came in."""

    souvenir = PartOfField(Souvenir, verbose_name=N_("Souvenir"), backref="receipts")
    received_on = pw.DateField(verbose_name=N_("Came in on"))
    quantity = pw.IntegerField(verbose_name=N_("Quantity"))
    document = pw.CharField(verbose_name=N_("Document"), default="", help_text=N_("Invoice: number and date"))

    outline = Outline(
        title=N_("Receipts"),
        singular=N_("Receipt of souvenirs"),
        columns=(received_on, quantity, document),
        sections={N_("Receipt of souvenirs"): (received_on, quantity, document)},
        search=(document,),
    )

    def problems(self) -> Iterator[Problem]:
        if self.quantity < 1:
            yield Problem(SouvenirReceipt.quantity, _("The number must be greater than zero."))
            return
        left = self.souvenir.in_stock(without=self) + self.quantity
        if left < 0:
            yield Problem(SouvenirReceipt.quantity, _below_zero(self.souvenir, left))

    def why_kept(self) -> str:
        left = self.souvenir.in_stock(without=self)
        return _below_zero(self.souvenir, left) if left < 0 else ""


class SouvenirIssue(Record):
    """Souvenirs set aside for a delegation, and given."""

    delegation = PartOfField(Delegation, verbose_name=N_("Delegation"), backref="gifts")
    souvenir = LinkField(Souvenir, verbose_name=N_("Souvenir"), backref="issues")
    quantity = pw.IntegerField(verbose_name=N_("Quantity"), default=1)
    to_whom = NameField(verbose_name=N_("To whom"), default="")
    given_on = pw.DateField(
        verbose_name=N_("Given on"), null=True, help_text=N_("Empty while the souvenir is only set aside")
    )

    outline = Outline(
        title=N_("List of souvenirs"),
        singular=N_("Souvenir for the delegation"),
        columns=(souvenir, quantity, to_whom, given_on),
        sections={N_("Souvenir"): (souvenir, quantity, to_whom, given_on)},
        search=(Souvenir.name_kk, Souvenir.name_ru, Souvenir.name_en, to_whom),
    )

    def __str__(self) -> str:
        return f"{self.souvenir} × {self.quantity}"

    def problems(self) -> Iterator[Problem]:
        if self.quantity < 1:
            yield Problem(SouvenirIssue.quantity, _("The number must be greater than zero."))
        elif sentence := self.why_gone():
            yield Problem(SouvenirIssue.quantity, sentence)

    def why_gone(self) -> str:
        there = self.souvenir.in_stock(without=self)
        if there >= self.quantity:
            return ""
        sentence = _("“{souvenir}”: in stock {count}, wanted {quantity}.")
        return sentence.format(souvenir=self.souvenir, count=there, quantity=self.quantity)


def _below_zero(souvenir: Souvenir, left: int) -> str:
    sentence = _("“{souvenir}”: {count} more are given out than there would be in stock.")
    return sentence.format(souvenir=souvenir, count=-left)
