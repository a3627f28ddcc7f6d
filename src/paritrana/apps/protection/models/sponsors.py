"""Offices of civil servants, who of them sponsors, and what they pledged; their names lie under seal."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states
from paritrana.apps.regions.models import Region

USER = settings.AUTH_USER_MODEL


class Workplace(models.Model):
    """An office with civil servants or honorary staff, as the government of the area counts them.

    servants: civil servants on `counted_on`.  stated_sponsors: how many of them sponsor by the office's own
    word; it counts only while nobody of the office is listed by name.
    """

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="workplaces")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    association = models.CharField(max_length=8, default=states.Association.NONE)
    servants = models.PositiveIntegerField(default=0)
    stated_sponsors = models.PositiveIntegerField(default=0)
    counted_on = models.DateField()
    made_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("office with civil servants")
        ordering = ["name", "association", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name", "association"], name="protection_one_workplace_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("protection:workplace", args=[self.pk])


class Sponsor(models.Model):
    """One civil servant of an office; the name is sealed, no number of the person is kept.

    token: stands for the name within the office.  seal: what the name is bound to.
    """

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="people")
    token = models.CharField(max_length=32)
    name_sealed = models.CharField(max_length=700)
    data_key = models.ForeignKey("protection.DataKey", on_delete=models.PROTECT, related_name="+")
    left_on = models.DateField(null=True)
    made_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sponsor")
        ordering = ["workplace", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workplace", "token"], name="protection_one_sponsor_of_a_name")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("protection:sponsor", args=[self.pk])


class Pledge(models.Model):
    """A sponsor's word for one listed worker and some months; the money lies in a fund of sponsors.

    commitment: the money promised in the fund, one worker for these months; payments on it are the months
    deducted.  signed_on: when the mandate came back signed.
    """

    sponsor = models.ForeignKey(Sponsor, on_delete=models.PROTECT, related_name="pledges")
    worker = models.ForeignKey("protection.Enlistment", on_delete=models.PROTECT, related_name="pledges")
    fund = models.ForeignKey("protection.Fund", on_delete=models.PROTECT, related_name="pledges")
    commitment = models.OneToOneField(
        "protection.Commitment", on_delete=models.PROTECT, related_name="pledge"
    )
    relation = models.CharField(max_length=10)
    first_month, last_month = models.CharField(max_length=7), models.CharField(max_length=7)
    signed_on = models.DateField(null=True)
    thanked_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    made_up = models.BooleanField(default=False)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pledge of a sponsor")
        ordering = ["-first_month", "pk"]

    def __str__(self) -> str:
        return f"{self.sponsor_id}: {self.first_month}–{self.last_month}"

    @property
    def months(self) -> tuple[str, str]:
        return self.first_month, self.last_month
