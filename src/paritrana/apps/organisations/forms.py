"""What people write about organisations, mandates and invitations."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations import labels, rules
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Standing
from paritrana.apps.regions import queries as regions
from paritrana.apps.regions.models import Region
from paritrana.core.regions import wanted
from paritrana.errors import NotFound

MOST_SHOWN = 5


class DayInput(forms.DateInput):
    """A calendar field; browsers want its value as year-month-day whatever the language."""

    input_type = "date"

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"format": "%Y-%m-%d", **more})


class RegionField(forms.CharField):
    """A region by its code, or by a name that only one region has; gives the Region, or None when empty."""

    def clean(self, value: Any) -> Region | None:
        text = super().clean(value).strip()
        return found_region(text) if text else None


class RegionsField(forms.CharField):
    """Regions by their codes, parted by commas or spaces; gives a list of Regions."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> list[Region]:
        text = super().clean(value).replace(",", " ")
        return [found_region(code) for code in dict.fromkeys(text.split())]


def found_region(text: str) -> Region:
    """Return the region that a code or an unambiguous name means, or tell which ones it could be."""
    try:
        return regions.by_code(text)
    except NotFound:
        found = list(regions.search(text)[: MOST_SHOWN + 1])
    exact = [one for one in found if one.folded == wanted(text)]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    if not found:
        raise forms.ValidationError(gettext("No region is called or coded “%s”.") % text)
    shown = ", ".join(f"{one.name} ({one.pk})" for one in found[:MOST_SHOWN])
    raise forms.ValidationError(gettext("Several regions fit: %s. Write the code.") % shown)


class OrganisationForm(forms.Form):
    """An organisation of one kind; fields that its kind does not have are left out."""

    name = forms.CharField(label=_("Official name"), max_length=200)
    region = RegionField(
        label=_("Region"),
        required=False,
        max_length=120,
        help_text=_(
            "The code, for example 71.07, or the name. For a government or village: what it governs."
        ),
    )
    parent = forms.ModelChoiceField(
        label=_("Office above it"), queryset=Organisation.objects.none(), required=False
    )
    service_area = RegionsField(
        label=_("Service area"),
        required=False,
        help_text=_("Codes of regions, for example 71.71, 71.72. All that lies in them belongs to it."),
    )
    size = forms.ChoiceField(
        label=_("Size"), required=False, choices=[("", _("Not stated")), *labels.SIZE.items()]
    )
    sector = forms.CharField(label=_("Sector"), required=False, max_length=60)

    def __init__(self, *args: Any, kind: str, organisation: Organisation | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if kind == Kind.BPJS_OFFICE:
            offices = Organisation.objects.filter(kind=Kind.BPJS_OFFICE)
            self.fields["parent"].queryset = offices.exclude(pk=organisation.pk) if organisation else offices
        else:
            del self.fields["parent"], self.fields["service_area"]
        if kind not in rules.BUSINESSES:
            del self.fields["size"], self.fields["sector"]
        self.fields["region"].required = kind in rules.GOVERNMENTS


class MandateForm(forms.Form):
    """An office, how it is held, and from when until when."""

    office = forms.CharField(
        label=_("Office held"),
        max_length=160,
        help_text=_("As it stands on papers, for example “Acting Regent”."),
    )
    standing = forms.ChoiceField(
        label=_("Standing"), choices=list(labels.STANDING.items()), widget=forms.RadioSelect
    )
    mandate_start = forms.DateField(label=_("Mandate from"), widget=DayInput)
    mandate_end = forms.DateField(label=_("Mandate until"), required=False, widget=DayInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("mandate_start"), data.get("mandate_end")
        if start and end and end < start:
            self.add_error("mandate_end", gettext("The mandate ends before it begins."))
        if data.get("may_sign") and data.get("standing") == Standing.STAFF:
            self.add_error("may_sign", gettext("Only the head or the deputy signs; staff do not."))
        return data


class InvitationForm(MandateForm):
    """Who is invited, into which role."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    may_sign = forms.BooleanField(
        label=_("Head or deputy: may sign the statement and invite colleagues"), required=False
    )
    field_order = ["email", "role", "office", "standing", "mandate_start", "mandate_end", "may_sign"]

    def __init__(self, *args: Any, roles: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = [(role.value, labels.ROLE[role]) for role in roles]
        if len(roles) == 1:
            self.fields["role"].initial = roles[0].value


class HandOverForm(MandateForm):
    """Who follows in an office, and why it changes hands."""

    email = forms.EmailField(label=_("E-mail address of the successor"))
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For example “inauguration of the definitive regent”.")
    )
    field_order = ["email", "office", "standing", "mandate_start", "mandate_end", "reason"]


class ChangeMandateForm(MandateForm):
    """What is prolonged or corrected in a mandate, and why."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For example the decree that prolongs the mandate.")
    )


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class PasswordForm(forms.Form):
    """The password of a new account, typed twice; its fitness is judged by the command."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 12 characters, not a common word. Several words in a row are easy to keep in mind."
        ),
    )
    again = forms.CharField(
        label=_("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", gettext("The two passwords differ. Type the same one twice."))
        return data
