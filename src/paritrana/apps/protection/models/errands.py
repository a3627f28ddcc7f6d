"""What a decision about very many workers still has to do, so that nobody waits for a page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states

USER = settings.AUTH_USER_MODEL


class Errand(models.Model):
    """One act that somebody decided and the sweep does: a payment settled, an office's months handed in."""

    kind = models.CharField(max_length=8)
    payment = models.ForeignKey(
        "protection.Payment", null=True, on_delete=models.PROTECT, related_name="errands"
    )
    batch = models.ForeignKey("protection.Batch", null=True, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=states.ErrandState.QUEUED)
    done, total = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    fault, facts = models.CharField(max_length=60, blank=True), models.JSONField(default=dict)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("errand")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=states.ErrandKind.SETTLE, payment__isnull=False)
                | models.Q(kind=states.ErrandKind.DELIVER, office__isnull=False),
                name="protection_errand_of_something",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
