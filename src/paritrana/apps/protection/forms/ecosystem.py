"""Counts of roles, and the role of one worker."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import DayField, WholeField
from paritrana.apps.protection.labels import ecosystem as words
from paritrana.apps.protection.models import Workplace
from paritrana.apps.protection.rules.ecosystem import Tally, roles_of
from paritrana.apps.protection.states import VillageRole
from paritrana.apps.regions.models import Region

_COVERED = _("of them covered, as the village states")


class RolesForm(forms.Form):
    """How many of each role a village has, and how many of them are covered."""

    counted_on = DayField(label=_("Counted on"))

    def __init__(
        self, *args: Any, village: Region, tallies: Mapping[VillageRole, Tally], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._roles = roles_of(village.pk)
        for role in self._roles:
            name, known = words.role_text(role, village), tallies.get(role, Tally())
            self.fields[f"{role}_number"] = WholeField(label=name, required=False, initial=known.counted)
            self.fields[f"{role}_stated"] = WholeField(
                label=format_lazy("{}: {}", name, _COVERED), required=False, initial=known.stated
            )
        self.order_fields([*(name for name in self.fields if name != "counted_on"), "counted_on"])

    def given(self) -> dict[str, Any]:
        """Return what the command takes."""
        found = self.cleaned_data
        counts = {role: (found[f"{role}_number"], found[f"{role}_stated"]) for role in self._roles}
        return {"counts": counts, "counted_on": found["counted_on"]}


class HonoraryForm(forms.Form):
    """How many honorary staff an office has, and how many of them are covered."""

    number = WholeField(label=_("Honorary staff (non-ASN)"))
    stated = WholeField(label=_("Of them covered, as the office states"), required=False)
    counted_on = DayField(label=_("Counted on"))


class RoleForm(forms.Form):
    """Which role a worker holds: in the village, or as honorary staff of an office."""

    role = forms.ChoiceField(label=_("Role held"), required=False, help_text=_("None takes the role away."))

    def __init__(self, *args: Any, village: Region, workplaces: Sequence[Workplace], **options: Any) -> None:
        super().__init__(*args, **options)
        self._workplaces = {f"kantor:{one.pk}": one for one in workplaces}
        choices: list[Any] = [("", _("None"))]
        choices += [(str(role), words.role_text(role, village)) for role in roles_of(village.pk)]
        if workplaces:
            offices = [(key, one.name) for key, one in self._workplaces.items()]
            choices.append((words.ROLE[VillageRole.HONORARY], offices))
        self.fields["role"].choices = choices

    def given(self) -> dict[str, Any]:
        """Return what the command takes; nothing chosen is an empty role."""
        chosen = self.cleaned_data["role"]
        workplace = self._workplaces.get(chosen)
        return {"role": str(VillageRole.HONORARY) if workplace else chosen, "workplace": workplace}
