"""The register of workers with its history."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states
from paritrana.apps.regions.models import Region

USER = settings.AUTH_USER_MODEL


class Enlistment(models.Model):
    """One person in the register of one village; a person stands in one village at a time.

    doubts: codes of what should be looked at.  fund: which one is to pay, if that is settled.
    service, decile: as stated of the person, for the rules of funds; empty where nobody told.
    """

    person = models.ForeignKey("protection.Person", on_delete=models.PROTECT, related_name="enlistments")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    occupation = models.CharField(max_length=20)
    fund = models.ForeignKey(
        "protection.Fund", null=True, on_delete=models.PROTECT, related_name="enlistments"
    )
    state = models.CharField(max_length=8, default=states.WorkerState.LISTED)
    stop_reason = models.CharField(max_length=10, blank=True)
    service = models.CharField(max_length=16, blank=True)  # states.Service
    decile = models.PositiveSmallIntegerField(null=True)  # of the poverty data, 1 to 10
    listed_on = models.DateField()
    stopped_on = models.DateField(null=True)
    doubts = models.JSONField(default=list)
    made_up = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("worker")
        ordering = ["village", "pk"]
        indexes = [models.Index(fields=["village", "state"], name="protection_village_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state=states.WorkerState.LISTED),
                name="protection_listed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state=states.WorkerState.LISTED, stopped_on=None, stop_reason="")
                | (models.Q(state=states.WorkerState.STOPPED) & ~models.Q(stop_reason="")),
                name="protection_stopped_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("protection:worker", args=[self.pk])

    @property
    def is_listed(self) -> bool:
        return self.state == states.WorkerState.LISTED


class Change(models.Model):
    """One act on a worker's record, kept for ever; village: where the worker stood after it."""

    worker = models.ForeignKey(Enlistment, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=10)
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    stop_reason = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of a worker's record")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.act}"
