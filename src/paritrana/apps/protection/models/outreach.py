"""Outreach, audiences and coordination: who met whom about what, and what was agreed."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states
from paritrana.apps.protection.rules import outreach
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock

USER = settings.AUTH_USER_MODEL


class Activity(models.Model):
    """One activity on one day.

    region: the village, district or regency that was to be won; its sign-ups until `counts_until` are
    counted from the register.  parties: offices, nobody's name.  evidence: a file, kept byte for byte.
    """

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="activities")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    audience = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=160)
    day = models.DateField()
    counts_until = models.DateField()
    parties = models.JSONField(default=list)
    people = models.PositiveIntegerField(default=0)
    result = models.TextField(max_length=2000, blank=True)
    evidence = models.FileField(upload_to="activities", max_length=200, blank=True)
    evidence_name = models.CharField(max_length=120, blank=True)
    evidence_sha256 = models.CharField(max_length=64, blank=True)
    evidence_type = models.CharField(max_length=40, blank=True)
    made_up = models.BooleanField(default=False)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("activity")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("protection:activity", args=[self.pk])


class Task(models.Model):
    """What was agreed at an activity: who does what until when.  owner: an office."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=240)
    owner = models.CharField(max_length=160)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("task agreed")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def standing(self) -> states.TaskStanding:
        return outreach.standing(due_on=self.due_on, done_on=self.done_on, today=clock.now().date())
