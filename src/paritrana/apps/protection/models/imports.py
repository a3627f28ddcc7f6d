"""Rosters on their way into the register, and what each did to it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states
from paritrana.apps.regions.models import Region

USER = settings.AUTH_USER_MODEL


class RosterImport(models.Model):
    """A roster on its way into the register.

    The file, what stands in it, its name and its headings lie sealed beside the database until a day after
    the commit; here stand counts and codes alone.  region: the codes of its villages must begin so.
    as_of: the day of registration.  done, total: for whoever comes back to look.
    """

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roster_imports")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    kind = models.CharField(max_length=10, default=states.ImportKind.ROSTER)
    state = models.CharField(max_length=10, default=states.ImportState.UPLOADED)
    asks = models.CharField(max_length=8, blank=True)
    ending = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    data_key = models.ForeignKey("protection.DataKey", on_delete=models.PROTECT, related_name="+")
    layout_sealed = models.TextField(blank=True)
    mend_sealed = models.TextField(blank=True)  # what is to be mended while it is MENDING
    applied = models.JSONField(default=list)  # codes of the repairs, in order
    rows, accepted = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    rejected, warned = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    by_code = models.JSONField(default=dict)
    offered = models.JSONField(default=dict)  # repair → rows it would change
    effect = models.JSONField(default=dict)  # counts, as rules.imports.Effect tells them
    new_by_village = models.JSONField(default=dict)  # village code → new workers
    done, total = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    fault = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    fund = models.ForeignKey("protection.Fund", null=True, on_delete=models.PROTECT, related_name="+")
    stops_missing = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    undo_reason = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    committed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    committed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    files_gone = models.BooleanField(default=False)
    made_up = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("roster import")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("protection:compare" if self.is_comparison else "protection:import", args=[self.pk])

    @property
    def is_comparison(self) -> bool:
        return self.kind == states.ImportKind.COMPARISON


class ImportedRow(models.Model):
    """What a roster did to one worker's record, and how the record was before: codes and keys alone.

    kept: the undoing left the worker alone, since somebody had worked on the record.
    """

    roster = models.ForeignKey(RosterImport, on_delete=models.PROTECT, related_name="imported")
    worker = models.ForeignKey("protection.Enlistment", on_delete=models.PROTECT, related_name="imported")
    change = models.ForeignKey("protection.Change", on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10)
    made_person = models.BooleanField(default=False)
    before = models.JSONField(default=dict)
    kept = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("imported row")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.roster_id}: {self.act}"
