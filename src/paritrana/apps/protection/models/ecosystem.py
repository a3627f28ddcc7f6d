"""The roles of a village and the honorary staff of an office, and which listed worker holds which."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paritrana.apps.regions.models import Region

USER = settings.AUTH_USER_MODEL


class Post(models.Model):
    """How many of one role there are in a village or an office, and how many are covered as stated."""

    village = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    workplace = models.ForeignKey(
        "protection.Workplace", null=True, on_delete=models.PROTECT, related_name="posts"
    )
    role = models.CharField(max_length=16)
    number = models.PositiveIntegerField(default=0)
    stated = models.PositiveIntegerField(default=0)
    counted_on = models.DateField()
    made_up = models.BooleanField(default=False)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("role in a village or office")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(village__isnull=True) ^ models.Q(workplace__isnull=True),
                name="protection_post_of_village_or_office",
            ),
            models.UniqueConstraint(fields=["village", "role"], name="protection_one_post_of_a_village"),
            models.UniqueConstraint(fields=["workplace", "role"], name="protection_one_post_of_an_office"),
        ]

    def __str__(self) -> str:
        return f"{self.village_id or self.workplace_id}: {self.role}"


class RoleHolder(models.Model):
    """A worker of the register who holds a role; one role a worker."""

    worker = models.OneToOneField("protection.Enlistment", on_delete=models.PROTECT, related_name="holds")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holders")
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("holder of a role")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.post_id}"
