"""Forms of the secretariat: editions, rulebooks, seats, calendar."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.labels import words
from paritrana.apps.awards.models import Appointment, Edition, Phase
from paritrana.apps.awards.rules import rulebooks as rulebook_rules
from paritrana.apps.organisations.models import Membership, Organisation
from paritrana.core import rulebook as method
from paritrana.core.units import zone_of
from paritrana.errors import ParitranaError
from paritrana.ui import refusals

MOST_BYTES = 1_048_577  # one more than the largest rulebook, so that a larger file is told as such


def add_refusal(form: forms.BaseForm, error: ParitranaError) -> None:
    """Show a refusal at the head of a form: its sentence and cure."""
    told = refusals.explain(error)
    form.add_error(None, f"{told.sentence} {told.cure}".strip())


def text_of(upload: UploadedFile) -> str:
    """Return the text of an uploaded rulebook; raises RulebookFaults under the file's name."""
    return method.read(upload.read(MOST_BYTES), name=upload.name or "rulebook.toml").text


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, also when that is nothing; None when the page is only read."""
    return request.POST if request.method == "POST" else None


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class LocalMoment(forms.CharField):
    """A day and time typed in the edition's zone; gives an aware moment."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, *, zone: str = "WIB", **options: Any) -> None:
        self.zone = zone
        super().__init__(**options)

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            local = datetime.fromisoformat(text)
        except ValueError as error:
            raise forms.ValidationError(
                gettext("Write the day and the time, as in 2024-03-01 23:59.")
            ) from error
        return local.replace(tzinfo=zone_of(self.zone).tzinfo)


class RulebookField(forms.FileField):
    """A TOML file."""

    def __init__(self, **options: Any) -> None:
        given = {
            "label": _("Rulebook file"),
            "help_text": _("A TOML file. Every fault is shown at once."),
        }
        super().__init__(**given | options)
        self.widget.attrs["accept"] = ".toml,application/toml,text/plain"


class CreateForm(forms.Form):
    secretariat = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label=_("Secretariat"), empty_label="–"
    )
    rulebook = RulebookField()
    printed_label = forms.CharField(
        label=_("Name on posters"),
        max_length=80,
        required=False,
        help_text=_("As the public calls it, for example “Paritrana Award 2024”. It identifies nothing."),
    )
    made_up = forms.BooleanField(label=_("This edition is made up, for practice"), required=False)

    def __init__(self, *args: Any, secretariats: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["secretariat"].queryset = secretariats
        found = list(secretariats[:2])
        if len(found) == 1:
            self.fields["secretariat"].initial = found[0]


class CopyForm(forms.Form):
    """Either a new rulebook file, or last year's with another id, title and period."""

    rulebook = RulebookField(
        required=False,
        label=_("New rulebook file"),
        help_text=_("Leave it empty to keep last year's rules with the id, title and period below."),
    )
    id = forms.CharField(
        label=_("Id"),
        max_length=64,
        required=False,
        help_text=_("Small letters, digits and -, for example sulut-2024."),
    )
    title_id = forms.CharField(label=_("Title in Indonesian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    start = forms.DateField(label=_("First day judged"), widget=DateInput(), required=False)
    end = forms.DateField(label=_("Last day judged"), widget=DateInput(), required=False)
    printed_label = forms.CharField(label=_("Name on posters"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("rulebook"):
            for name in ("id", "title_id", "start", "end"):
                if name not in self.errors and not given.get(name):
                    self.add_error(name, gettext("Fill this in, or upload a new rulebook file."))
        return given

    def rulebook_text(self, source: Edition) -> str:
        """Return the new edition's rulebook; raises RulebookFaults."""
        given = self.cleaned_data
        if given.get("rulebook"):
            return text_of(given["rulebook"])
        return rulebook_rules.next_text(
            source.rulebook_version.text,
            id=given["id"].strip(),
            title_id=given["title_id"].strip(),
            title_en=given["title_en"].strip(),
            start=given["start"],
            end=given["end"],
        )


class UploadForm(forms.Form):
    rulebook = RulebookField()
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Needed once judging has begun; it is public."),
    )

    def __init__(self, *args: Any, frozen: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = frozen


class AppointForm(forms.Form):
    user = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Person"), empty_label="–")
    office = forms.CharField(
        label=_("Office"),
        max_length=160,
        help_text=_("As it stands on papers, for example Kepala Dinas Tenaga Kerja."),
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Lent by"),
        empty_label="–",
        required=False,
        help_text=_(
            "The office, union or university the person comes from; ties of interest are derived from it."
        ),
    )
    decree = forms.CharField(
        label=_("Decree number"),
        max_length=120,
        required=False,
        help_text=_("Number and date, if there is one."),
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        people, lenders = people_for_seats(edition), Organisation.objects.order_by("name")
        home = edition.region_id or ""
        self.fields["user"].queryset = people
        self.fields["organisation"].queryset = lenders
        self.fields["user"].choices = near_first(people, _regions_served(), home)
        self.fields["organisation"].choices = near_first(
            lenders, {one.pk: {one.region_id} if one.region_id else set() for one in lenders}, home
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class PhaseForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(str(key), name) for key, name in words.PHASE_KIND.items()]
    )
    name_id = forms.CharField(label=_("Name in Indonesian"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    actor = forms.ChoiceField(
        label=_("Who acts"), choices=[(str(key), name) for key, name in words.ACTOR.items()]
    )
    planned_start = forms.DateField(label=_("Planned first day"), widget=DateInput(), required=False)
    planned_end = forms.DateField(label=_("Planned last day"), widget=DateInput(), required=False)
    planned_text = forms.CharField(
        label=_("Planned, in words"),
        max_length=80,
        required=False,
        help_text=_("When no day is known yet, for example Januari 2021."),
    )
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    position = forms.IntegerField(label=_("Place in the list"), min_value=1, max_value=1000, required=False)
    reason = forms.CharField(
        label=_("Reason for another date"),
        max_length=200,
        required=False,
        help_text=_("Shown to the public beside the old date."),
    )

    def __init__(self, *args: Any, phase: Phase | None = None, **options: Any) -> None:
        if phase is not None:
            names = [name for name in self.base_fields if name != "reason"]
            options["initial"] = {name: getattr(phase, name) for name in names}
        super().__init__(*args, **options)
        if phase is None:
            del self.fields["reason"], self.fields["position"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("planned_start"), given.get("planned_end")
        if first and last and last < first:
            self.add_error("planned_end", gettext("The last day lies before the first."))
        return given


class OpenForm(forms.Form):
    closes_at = LocalMoment(
        label=_("Closes at"), required=False, help_text=_("Leave it empty when there is no deadline.")
    )

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        set_zone(self, zone)


class ExtendForm(forms.Form):
    closes_at = LocalMoment(label=_("New deadline"))
    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("It is public."))

    def __init__(self, *args: Any, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        set_zone(self, zone)


def set_zone(form: forms.Form, zone: str) -> None:
    """Let the form's deadline be read, and labelled, in the edition's zone."""
    field = form.fields["closes_at"]
    field.zone = zone  # type: ignore[attr-defined]  # a LocalMoment in both forms
    field.label = f"{field.label} ({zone})"


def people_for_seats(edition: Edition) -> Any:
    """Return everybody with an open account who serves some organisation and has no seat here yet."""
    serving = Membership.objects.filter(ended_at__isnull=True).values("user")
    seated = Appointment.objects.filter(seat__edition=edition, ended_at__isnull=True).values("user")
    found = User.objects.filter(is_active=True, pk__in=serving).exclude(pk__in=seated)
    return found.order_by("label", "pk")


def _regions_served() -> dict[int, set[str]]:
    """Return the regions of the organisations that each person serves, by the person's key."""
    found: dict[int, set[str]] = defaultdict(set)
    serving = Membership.objects.filter(ended_at__isnull=True, organisation__region__isnull=False)
    for user, region in serving.values_list("user", "organisation__region"):
        found[user].add(region)
    return found


def near_first(rows: Any, regions: dict[int, set[str]], home: str) -> list[tuple[object, object]]:
    """Return choices in two groups: what belongs to the edition's region, then the rest.

    regions: the codes that belong to each row, by its key.
    """
    near, rest = [], []
    for row in rows:
        codes = regions.get(row.pk, set())
        mine = any(code == home or code.startswith(f"{home}.") for code in codes) if home else not codes
        (near if mine else rest).append((row.pk, str(row)))
    groups = [(gettext("Of this edition's region"), near), (gettext("From elsewhere"), rest)]
    return [("", "–"), *((name, rows) for name, rows in groups if rows)]
