"""What people fill in: declarations of ties, reasons, interviews, delegations."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from paritrana.apps.judging import labels
from paritrana.apps.judging.models import Interview
from paritrana.apps.judging.rules.interviews import LONGEST_TEXT, MOST_DELEGATES
from paritrana.apps.judging.states import TieKind
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.organisations.labels import STANDING
from paritrana.ui import formats

TIES = [(str(kind), word) for kind, word in labels.TIE.items()]
OWN_TIES = [(kind, word) for kind, word in TIES if kind != TieKind.NONE]


class TiesForm(forms.Form):
    """One kind and one note for each entrant still to be declared."""

    def __init__(self, *args: object, nominations: Iterable[Nomination], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.nominations = list(nominations)
        for nomination in self.nominations:
            name = nomination.organisation.name
            self.fields[f"kind-{nomination.pk}"] = forms.ChoiceField(
                label=_("Tie with %(entrant)s") % {"entrant": name}, choices=[("", "–"), *TIES]
            )
            self.fields[f"note-{nomination.pk}"] = forms.CharField(
                label=_("Note on %(entrant)s") % {"entrant": name}, max_length=300, required=False
            )

    @property
    def rows(self) -> list[tuple[Nomination, forms.BoundField, forms.BoundField]]:
        """Return each entrant with its two fields."""
        return [(one, self[f"kind-{one.pk}"], self[f"note-{one.pk}"]) for one in self.nominations]

    @property
    def declarations(self) -> dict[Nomination, tuple[TieKind, str]]:
        """Return what was declared, as the command takes it."""
        data = self.cleaned_data
        return {one: (TieKind(data[f"kind-{one.pk}"]), data[f"note-{one.pk}"]) for one in self.nominations}


class RecuseForm(forms.Form):
    """What ties the juror to this entrant."""

    kind = forms.ChoiceField(label=_("What ties you to it"), choices=[("", "–"), *OWN_TIES])
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class PanelsForm(forms.Form):
    """How a committee would share the work: jurors for each entrant, most entrants a juror takes, anchors."""

    panel = forms.IntegerField(label=_("Jurors for each entrant"), min_value=1)
    load = forms.IntegerField(
        label=_("Most entrants for one juror"),
        help_text=_("Empty: no limit."),
        min_value=1,
        required=False,
    )
    anchors = forms.IntegerField(
        label=_("Anchor entrants in each category"),
        help_text=_("Every juror marks these, which links the panels."),
        min_value=0,
    )

    def __init__(self, *args: object, seats: int, entrants: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, most in (("panel", seats), ("anchors", entrants), ("load", entrants)):
            field = self.fields[name]
            field.validators.append(MaxValueValidator(max(most, field.min_value)))
            field.widget.attrs["max"] = most


class ReasonForm(forms.Form):
    """One reason in words."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class InterviewForm(forms.Form):
    """When and where, in the edition's zone; a new interview also says for whom and which stage."""

    whom = forms.ChoiceField(label=_("Entrant and stage"))
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    mode = forms.ChoiceField(
        label=_("Mode"), choices=[(str(mode), word) for mode, word in labels.MODE.items()]
    )
    place = forms.CharField(label=_("Room or meeting link"), max_length=200)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(
        self, *args: object, zone: str, whom: list[tuple[str, object]] | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        for name in ("starts", "ends"):
            self.fields[name].help_text = formats.short_name(zone)
        if whom is None:
            del self.fields["whom"]
        else:
            self.fields["whom"].choices = [("", "–"), *whom]

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("It must end after it starts."))
        return data

    @property
    def given(self) -> dict[str, object]:
        """Return time, place, mode and note as the commands take them."""
        data, zone = self.cleaned_data, zone_info(self.zone)
        return {
            "starts_at": datetime.combine(data["day"], data["starts"], zone),
            "ends_at": datetime.combine(data["day"], data["ends"], zone),
            "mode": data["mode"],
            "place": data["place"],
            "note": data["note"],
        }


class DelegateForm(forms.Form):
    """One member of a delegation, by office."""

    office = forms.CharField(label=_("Office"), max_length=LONGEST_TEXT, required=False)
    standing = forms.ChoiceField(
        label=_("Standing"),
        choices=[("", "–"), *((str(one), word) for one, word in STANDING.items())],
        required=False,
    )
    note = forms.CharField(label=_("Note"), max_length=LONGEST_TEXT, required=False)


DelegationForms = forms.formset_factory(DelegateForm, extra=3, max_num=MOST_DELEGATES)


def initial_of(interview: Interview) -> dict[str, object]:
    """Return an interview as the form's first values, in the edition's zone."""
    zone = zone_info(interview.nomination.edition.zone)
    starts, ends = interview.starts_at.astimezone(zone), interview.ends_at.astimezone(zone)
    return {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "mode": interview.mode,
        "place": interview.place,
        "note": interview.note,
    }


def zone_info(zone: str) -> ZoneInfo:
    """Return the zone of WIB, WITA, WIT or a full name."""
    return ZoneInfo(formats.ZONES.get(zone, zone))
