"""People under seal, and who looked at them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.rules import nik
from paritrana.apps.regions.models import Region

USER = settings.AUTH_USER_MODEL


class DataKey(models.Model):
    """A key by which people are sealed, itself wrapped by a master key that is never kept here."""

    wrapped = models.CharField(max_length=120)
    master = models.CharField(max_length=32)  # the name of the master key
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("data key")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} ({self.master})"


class Person(models.Model):
    """One person under one token; NIK, name and birth date are sealed, and never part of a text about it.

    merged_into: the record that stays, when this one turned out to be the same person under another NIK.
    erased_at: since when nothing of it is left but that there was somebody.
    """

    token = models.CharField(max_length=32, unique=True)
    nik_first, nik_last = models.CharField(max_length=4), models.CharField(max_length=4)
    nik_sealed = models.CharField(max_length=120)
    name_sealed = models.CharField(max_length=700)
    born_sealed = models.CharField(max_length=120)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    sex = models.CharField(max_length=1)
    birth_year = models.PositiveSmallIntegerField()
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("person")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def masked_nik(self) -> str:
        return nik.masked(self.nik_first, self.nik_last)


class Reveal(models.Model):
    """Somebody looked at personal data for a purpose: of one worker or request, of a list, or of many."""

    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12)
    worker = models.ForeignKey(
        "protection.Enlistment", null=True, on_delete=models.PROTECT, related_name="reveals"
    )
    request = models.ForeignKey(
        "protection.WorkerRequest", null=True, on_delete=models.PROTECT, related_name="reveals"
    )
    village = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    roster = models.ForeignKey(
        "protection.RosterImport", null=True, on_delete=models.PROTECT, related_name="+"
    )
    people = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("look at personal data")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["by", "at"], name="protection_reveal_by_day")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.at:%Y-%m-%d}"
