"""What was signed, by whom and on which basis."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states
from paritrana.apps.protection.rules import agreements
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock


class Agreement(models.Model):
    """What an office and others signed: until when, for how many workers, from which budget line.

    quota, rate: workers and rupiah a month as written in it, 0 where it names none.
    """

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(one, one) for one in states.AgreementKind])
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    quota = models.PositiveIntegerField(default=0)
    rate = models.PositiveBigIntegerField(default=0)
    programmes = models.CharField(max_length=24)
    budget_line = models.CharField(max_length=120, blank=True)
    fund = models.ForeignKey(
        "protection.Fund", null=True, on_delete=models.PROTECT, related_name="agreements"
    )
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="successor")
    scan = models.FileField(upload_to="agreements", max_length=200, blank=True)
    scan_name = models.CharField(max_length=120, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    scan_type = models.CharField(max_length=40, blank=True)
    made_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("agreement")
        ordering = ["ends_on", "pk"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("protection:agreement", args=[self.pk])

    @property
    def has_successor(self) -> bool:
        return hasattr(self, "successor")

    @property
    def standing(self) -> states.AgreementStanding:
        return agreements.standing(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            has_successor=self.has_successor,
            day=clock.now().date(),
        )


class Party(models.Model):
    """Who signed an agreement, by office, and the basis on which it acts; nobody's name."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    body = models.CharField(max_length=160)
    office = models.CharField(max_length=160)
    basis = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("party of an agreement")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.body
