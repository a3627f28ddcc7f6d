"""Follow-up of employers that owe something; who they are stands in the register of room coverage alone."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation

USER = settings.AUTH_USER_MODEL


class EmployerCase(models.Model):
    """An employer that an office follows.  employer: its number in the register.  next_on: look again."""

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="employer_cases")
    employer = models.CharField(max_length=80)
    next_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    made_up = models.BooleanField(default=False)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("follow-up of an employer")
        ordering = ["next_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "employer"], name="protection_one_case_of_an_employer")
        ]

    def __str__(self) -> str:
        return self.employer

    def get_absolute_url(self) -> str:
        return reverse("protection:employer", args=[self.employer])


class CaseNote(models.Model):
    """What was done about an employer, and what came of it; nobody's name."""

    case = models.ForeignKey(EmployerCase, on_delete=models.PROTECT, related_name="notes")
    day = models.DateField()
    done = models.CharField(max_length=240)
    result = models.CharField(max_length=240, blank=True)
    next_on = models.DateField(null=True)
    closes = models.BooleanField(default=False)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("note on an employer")
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return self.done
