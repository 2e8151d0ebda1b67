"""Partners abroad and at home, and the people to talk to there."""

from __future__ import annotations

from collections.abc import Iterator

import peewee as pw

from kazcoop_desktop import i18n
from kazcoop_desktop.i18n import N_, _
from kazcoop_desktop.models.base import Outline, Problem, Record
from kazcoop_desktop.models.fields import (
    ChoiceField,
    CountryField,
    EmailField,
    NameField,
    PartOfField,
    PhoneField,
    UrlField,
)

PARTNER_KINDS = [
    ("university", N_("University")),
    ("research", N_("Research institution")),
    ("state_body", N_("State organisation")),
    ("foundation", N_("Foundation")),
    ("association", N_("Association")),
    ("company", N_("Company")),
    ("mission", N_("Diplomatic mission")),
    ("cultural_centre", N_("National cultural centre")),
    ("person", N_("Natural person")),
    ("other", N_("Other organisation")),
]
LEVELS = [
    ("contact", N_("Contact established")),
    ("negotiations", N_("Negotiations")),
    ("in_force", N_("Agreement in force")),
    ("ended", N_("Cooperation ended")),
]


class Partner(Record):
    """An organisation or person that the institution works with (procedure 717, 5.1.1; order 661, 8.12)."""

    name = NameField(verbose_name=N_("Name in its own language"))
    name_kk = NameField(verbose_name=N_("Name in Kazakh"), default="")
    name_ru = NameField(verbose_name=N_("Name in Russian"), default="")
    name_en = NameField(verbose_name=N_("Name in English"), default="")
    partner_kind = ChoiceField(verbose_name=N_("Kind"), choices=PARTNER_KINDS, default="university")
    country = CountryField(verbose_name=N_("Country"))
    city = NameField(verbose_name=N_("City"), default="", max_length=100)
    address = NameField(verbose_name=N_("Address"), default="")
    website = UrlField(verbose_name=N_("Website"), default="")
    email = EmailField(verbose_name=N_("E-mail"), default="")
    phone = PhoneField(verbose_name=N_("Phone"), default="")
    about = pw.TextField(verbose_name=N_("Information about the institution"), default="")
    ranking = pw.CharField(
        verbose_name=N_("Place in world rankings"), default="", help_text=N_("For example: QS 2026 – 181")
    )
    level = ChoiceField(verbose_name=N_("Level of cooperation reached"), choices=LEVELS, default="contact")
    level_note = pw.TextField(verbose_name=N_("What has been done so far"), default="")
    prospects = pw.TextField(verbose_name=N_("Prospects"), default="")
    head_name = NameField(verbose_name=N_("Head"), default="")
    head_position = NameField(verbose_name=N_("Position of the head"), default="")
    note = pw.TextField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Partners"),
        singular=N_("Partner"),
        columns=(name, country, city, partner_kind, level),
        sections={
            N_("Name"): (name, name_kk, name_ru, name_en, partner_kind),
            N_("Address"): (country, city, address, website, email, phone),
            N_("Cooperation"): (level, level_note, prospects, about, ranking),
            N_("Head"): (head_name, head_position),
            N_("Note"): (note,),
        },
        search=(name, name_kk, name_ru, name_en, country, city, website, head_name),
    )

    class Meta:
        indexes = ((("deleted_at", "order_key"), False), (("deleted_at", "country", "order_key"), False))

    def __str__(self) -> str:
        return str(getattr(self, f"name_{i18n.current()}", "") or self.name)


class PartnerContact(Record):
    """A person to talk to at a partner (procedure 717, 3.1)."""

    partner = PartOfField(Partner, verbose_name=N_("Partner"), backref="contacts")
    name = NameField(verbose_name=N_("Full name"))
    position = NameField(verbose_name=N_("Position"), default="")
    email = EmailField(verbose_name=N_("E-mail"), default="")
    phone = PhoneField(verbose_name=N_("Phone"), default="")
    note = pw.CharField(verbose_name=N_("Note"), default="")

    outline = Outline(
        title=N_("Contact persons"),
        singular=N_("Contact person"),
        columns=(name, position, email, phone),
        sections={N_("Contact person"): (name, position, email, phone, note)},
        search=(name, position, email),
    )

    def problems(self) -> Iterator[Problem]:
        if not (self.email or self.phone):
            yield Problem(PartnerContact.email, _("Enter an e-mail address or a telephone number."))
