"""Provinces, regencies and cities, districts, villages, as the ministry's table has them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """One region under its dotted code, with its zone and, where known, since when it has been so."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=10)  # province | regency | district | village
    kind = models.CharField(max_length=12)  # province, kabupaten, kota, kecamatan, kelurahan, desa, desa_adat
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    zone = models.CharField(max_length=4)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    decree = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("region")
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "name"])]

    def __str__(self) -> str:
        return self.name
