"""Funds with two ledgers each: money committed and money paid."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states
from paritrana.apps.protection.rules import money
from paritrana.apps.regions.models import Region

USER = settings.AUTH_USER_MODEL


class Fund(models.Model):
    """Money of one kind and year that an office keeps for a region, up to a ceiling in whole rupiah."""

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="funds")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(one, one) for one in states.FundKind])
    name = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    ceiling = models.PositiveBigIntegerField()
    rate = models.PositiveBigIntegerField()  # rupiah for one worker and month
    rules = models.JSONField(default=dict)
    made_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("fund")
        ordering = ["-year", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"

    def get_absolute_url(self) -> str:
        return reverse("protection:fund", args=[self.pk])

    @property
    def read_rules(self) -> money.FundRules:
        return money.read_rules(self.rules)


class MoneyRow(models.Model):
    """Workers x months x rate of a ledger; never changed, only taken back with a reason."""

    village = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    workers = models.PositiveIntegerField()
    first_month, last_month = models.CharField(max_length=7), models.CharField(max_length=7)
    rate = models.PositiveBigIntegerField()
    amount = models.PositiveBigIntegerField()
    document = models.CharField(max_length=200, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Commitment(MoneyRow):
    """Money of a fund that is promised: budgeted by a village, or agreed."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="commitments")
    agreement = models.ForeignKey(
        "protection.Agreement", null=True, on_delete=models.PROTECT, related_name="commitments"
    )

    class Meta:
        verbose_name = _("money committed")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.amount}"


class Payment(MoneyRow):
    """Money of a fund that was paid to BPJS Ketenagakerjaan on a commitment."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="payments")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField()

    class Meta:
        verbose_name = _("payment")
        ordering = ["-paid_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.amount}"

    def get_absolute_url(self) -> str:
        return reverse("protection:payment-months", args=[self.pk])
