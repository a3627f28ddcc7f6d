"""Deliveries with their quality, runs with their figures, snapshots that never change."""

from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.coverage import states
from paritrana.apps.organisations.models import Organisation

USER = settings.AUTH_USER_MODEL
EXACT = 48  # digits of an exact count or decimal kept as text


class Delivery(models.Model):
    """Files that one office hands over in one act, with their date and the letter they come by.

    The bytes of a roll are kept only until it was received: names and NIK never stay on the site.
    done and total: files received so far, for whoever comes back to look.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deliveries")
    schema = models.CharField(max_length=16, choices=[(one, one) for one in states.Schema])
    as_of = models.DateField()
    source = models.CharField(max_length=200)  # the letter: office, number, date
    state = models.CharField(max_length=8, default=states.DeliveryState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True)  # code of the refusal when it failed
    facts = models.JSONField(default=dict)
    worker = models.CharField(max_length=80, blank=True)
    made_up = models.BooleanField(default=False)
    delivered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    delivered_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("delivery")
        ordering = ["-delivered_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pk} ({self.organisation})"

    def get_absolute_url(self) -> str:
        return reverse("coverage:delivery", args=[self.pk])

    @property
    def is_roll(self) -> bool:
        return self.schema in states.ROLLS


class DeliveredFile(models.Model):
    """One file of a delivery and the quality found in it; `file` is empty once a roll was received."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(upload_to="deliveries", max_length=200, blank=True)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file_no = models.PositiveIntegerField(null=True)  # its number in the lake
    rows = models.PositiveBigIntegerField(null=True)
    accepted = models.PositiveBigIntegerField(null=True)
    rejected = models.PositiveBigIntegerField(null=True)
    warned = models.PositiveBigIntegerField(null=True)
    by_code = models.JSONField(default=dict)
    replayed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("delivered file")
        ordering = ["delivery", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem


class Denominator(models.Model):
    """Workers of one region (ID: the country) in one segment (empty: all), of one vintage."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="denominators")
    region_code = models.CharField(max_length=13, blank=True)
    segment = models.CharField(max_length=8, blank=True)
    vintage = models.CharField(max_length=20)
    value = models.CharField(max_length=EXACT)
    rse = models.CharField(max_length=16, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("denominator")
        ordering = ["delivery", "region_code", "segment"]
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "region_code", "segment"], name="coverage_one_denominator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.vintage}: {self.value}"

    @property
    def workers(self) -> int:
        return int(self.value)


class PrintedFigure(models.Model):
    """A figure that somebody printed, exactly as printed, with its source; never part of a series of ours."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="printed")
    region_code = models.CharField(max_length=13, blank=True)
    as_of = models.CharField(max_length=10)
    workers = models.CharField(max_length=40, blank=True)
    active = models.CharField(max_length=40, blank=True)
    percent = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("printed figure")
        ordering = ["region_code", "as_of", "pk"]
        indexes = [models.Index(fields=["region_code"], name="coverage_printed_region")]

    def __str__(self) -> str:
        return f"{self.region_code} {self.as_of}: {self.percent}"


class Run(models.Model):
    """One computation of all figures of a year from the lake, with what went into it.

    inputs: every received file as name, sha256, rows, as_of, source and delivery; tables: the lake's digest.
    """

    year = models.CharField(max_length=4)
    months = models.JSONField(default=list)  # the months whose figures are asked for: "01" to "12"
    denominators = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default=states.RunState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    worker = models.CharField(max_length=80, blank=True)
    inputs = models.JSONField(default=list)
    tables = models.JSONField(default=dict)
    vintage = models.CharField(max_length=20, blank=True)
    denominators_sha256 = models.CharField(max_length=64, blank=True)
    code_version = models.CharField(max_length=80, blank=True)
    suppress = models.PositiveSmallIntegerField(default=10)
    result_sha256 = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=400, blank=True)  # what a correction corrects
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("coverage run")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.year} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("coverage:run", args=[self.pk])


class Figure(models.Model):
    """One figure: two exact counts as text, never a percent; both are empty when it is suppressed."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="figures")
    period = models.CharField(max_length=7)  # 2025 or 2025-08
    level = models.CharField(max_length=8)
    region_code = models.CharField(max_length=13, blank=True)  # ID: the country
    segment = models.CharField(max_length=16, blank=True)
    funder = models.CharField(max_length=40, blank=True)
    measure = models.CharField(max_length=24)
    numerator = models.CharField(max_length=EXACT, blank=True)
    denominator = models.CharField(max_length=EXACT, blank=True)
    suppressed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("figure")
        ordering = ["run", "period", "level", "region_code", "segment", "funder", "measure"]
        indexes = [
            models.Index(fields=["run", "measure", "period", "level"], name="coverage_figure_table"),
            models.Index(fields=["run", "region_code"], name="coverage_figure_region"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.period} {self.region_code}"


class Snapshot(models.Model):
    """A run made public under a number, never changed; a correction is the next one, with its reason."""

    number = models.PositiveIntegerField(unique=True)
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="snapshot")
    year = models.CharField(max_length=4)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    reason = models.CharField(max_length=400, blank=True)
    result_sha256 = models.CharField(max_length=64)
    made_up = models.BooleanField(default=False)
    published_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("snapshot")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(corrects=None) | ~models.Q(reason=""),
                name="coverage_correction_has_reason",
            )
        ]

    def __str__(self) -> str:
        return str(self.number)

    def get_absolute_url(self) -> str:
        return reverse("coverage:snapshot", args=[self.number])
