"""Scenarios: plans under a name."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection.rules import plans
from paritrana.apps.regions.models import Region

USER = settings.AUTH_USER_MODEL


class Scenario(models.Model):
    """A plan of an office for a region under a name, with all that it was computed from.

    question: as rules.plans tells it.  rates: SHA-256 of the table of rates at the time.  removed_at: set
    while it is removed; it can be brought back.
    """

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="scenarios")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=plans.NAME)
    question = models.JSONField()
    rates = models.CharField(max_length=64)
    made_up = models.BooleanField(default=False)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("scenario")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "region", "name"],
                condition=models.Q(removed_at=None),
                name="protection_scenario_named_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("protection:scenario", args=[self.pk])

    @property
    def asked(self) -> plans.Question:
        return plans.read(self.question)
