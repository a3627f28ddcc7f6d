"""Provinces, regencies and cities, districts, villages, as the ministry's table has them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.core import regions


class Region(models.Model):
    """One region under its dotted code, with its zone and, where known, since when it has been so.

    unit, head_title and council_title: of a village, the local words; `words_checked` says whether they
    were found in a source for this very place.  folded: the name as searches compare it.
    """

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    level = models.CharField(max_length=10)  # province | regency | district | village
    kind = models.CharField(max_length=12)  # core.regions.Kind
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    zone = models.CharField(max_length=4)  # WIB | WITA | WIT
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    decree = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    head_title = models.CharField(max_length=60, blank=True)
    council_title = models.CharField(max_length=60, blank=True)
    words_checked = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("region")
        ordering = ["code"]
        indexes = [
            models.Index(fields=["level", "name"], name="regions_level_name"),
            models.Index(fields=["folded"], name="regions_folded"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="province", parent=None) | (~Q(level="province") & Q(parent__isnull=False)),
                name="regions_only_provinces_have_no_parent",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="regions_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("regions:region", args=[self.code])

    @property
    def place(self) -> regions.Code:
        """Return its code, able to tell parent, province and path."""
        return regions.Code(self.code)

    @property
    def full_name(self) -> str:
        """Return the name with what it is; the local word for a village only where it was checked."""
        return regions.full_name(self.place, self.name, self.unit if self.words_checked else "")


class TableLoad(models.Model):
    """One loading of the region table: which text, and what it changed."""

    loaded_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    total = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    absent = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("loading of the region table")
        ordering = ["-loaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.total})"
