"""What is printed. `FORMS` are all printed forms, wing by wing, in the order in which they are offered."""

from kazcoop_desktop.forms import fonts  # noqa: F401  the typeface comes before ReportLab's layout classes

# isort: split
from kazcoop_desktop.errors import UserError
from kazcoop_desktop.forms import agreements, delegations, documents, foreigners, letters, mobility, personal
from kazcoop_desktop.forms.sheet import PrintedForm
from kazcoop_desktop.i18n import _

FORMS: tuple[type[PrintedForm], ...] = (
    *agreements.FORMS,
    *letters.FORMS,
    *delegations.FORMS,
    *foreigners.FORMS,
    *mobility.FORMS,
    *documents.FORMS,
    *personal.FORMS,
)


def find(key: str) -> type[PrintedForm]:
    """The form with this key. Raises UserError that lists the keys there are."""
    for form in FORMS:
        if form.key == key:
            return form
    keys = ", ".join(form.key for form in FORMS)
    raise UserError(_("There is no form “{key}”. There are: {keys}.").format(key=key, keys=keys))
