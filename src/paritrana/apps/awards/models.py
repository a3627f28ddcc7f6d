"""Editions of the award: rulebook, committee and calendar."""

from datetime import datetime
from functools import cached_property, lru_cache

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards import states
from paritrana.apps.awards.rules import calendar
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.regions.models import Region
from paritrana.core import rulebook as method
from paritrana.core.rulebook import Rulebook


@lru_cache(maxsize=64)
def _parsed(text: str, name: str) -> Rulebook:
    """Read a rulebook once per process: the text of a version never changes."""
    return method.read(text, name=name)


class Edition(models.Model):
    """One selection at one level for one judged period.  The slug never depends on the printed year alone."""

    slug = models.SlugField(max_length=64, unique=True)
    level = models.CharField(max_length=10)  # province | national
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT)
    title_id = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    printed_label = models.CharField(max_length=80, blank=True)  # as posters call it; identifies nothing
    period_start = models.DateField()
    period_end = models.DateField()
    zone = models.CharField(max_length=4, default="WIB")
    state = models.CharField(max_length=10, default=states.EditionState.PREPARING)
    secretariat = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="editions")
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("edition")
        ordering = ["-period_end", "slug"]

    def __str__(self) -> str:
        return self.title_id

    @property
    def ledger_log(self) -> str:
        return f"edition/{self.slug}"

    @property
    def title(self) -> dict[str, str]:
        return {"id": self.title_id, "en": self.title_en or self.title_id}

    @cached_property
    def rulebook_version(self) -> "RulebookVersion":
        """The version in force: the newest approved one (from the rows at hand when they were prefetched)."""
        if "rulebook_versions" in getattr(self, "_prefetched_objects_cache", {}):
            versions = [one for one in self.rulebook_versions.all() if one.approved_at is not None]
            return max(versions, key=lambda one: one.version)
        return self.rulebook_versions.filter(approved_at__isnull=False).order_by("-version")[0]

    @cached_property
    def rulebook(self) -> Rulebook:
        return self.rulebook_version.rulebook


class RulebookVersion(models.Model):
    """One version of an edition's rulebook: the file as given, and its hash.

    The first version needs no second approver; one that follows a frozen version needs a reason and two.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rulebook_versions")
    version = models.PositiveIntegerField()
    text = models.TextField()
    hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("rulebook version")
        ordering = ["edition", "-version"]
        constraints = [models.UniqueConstraint(fields=["edition", "version"], name="awards_rulebook_version")]

    def __str__(self) -> str:
        return f"{self.edition.slug} v{self.version}"

    @property
    def ledger_log(self) -> str:
        return self.edition.ledger_log

    @cached_property
    def rulebook(self) -> Rulebook:
        return _parsed(self.text, f"{self.edition.slug}-v{self.version}.toml")


class Seat(models.Model):
    """One seat of an edition's committee, as the rulebook lists it (a seat of count 2 becomes two rows)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="seats")
    code = models.CharField(max_length=64)  # the rulebook's seat id: chair, secretary, …
    ordinal = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField()
    office = models.CharField(max_length=64)  # the rulebook's office code

    class Meta:
        verbose_name = _("committee seat")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code", "ordinal"], name="awards_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition.slug}/{self.code}{self.ordinal}"

    @property
    def ledger_log(self) -> str:
        return self.edition.ledger_log


class Appointment(models.Model):
    """Who holds a seat, from when until when; the open one is the holder."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="appointments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    office = models.CharField(max_length=160)  # shown on papers: "Kepala Dinas Tenaga Kerja …"
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    decree = models.CharField(max_length=120, blank=True)
    appointed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("appointment")
        ordering = ["seat", "-appointed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(ended_at__isnull=True), name="awards_one_holder"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.office}"

    @property
    def ledger_log(self) -> str:
        return self.seat.ledger_log


class Phase(models.Model):
    """One line of the calendar: planned span and what really happened, as data; no order is assumed.

    A phase is open from opened_at until closed_at; closes_at, when set, is the deadline by server time.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="phases")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in states.PhaseKind])
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    actor = models.CharField(max_length=12, choices=[(actor, actor) for actor in states.Actor])
    planned_start = models.DateField(null=True, blank=True)
    planned_end = models.DateField(null=True, blank=True)
    planned_text = models.CharField(max_length=80, blank=True)  # "Januari 2021" when no day is known
    place = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Every public move of a date, oldest first, as rules.calendar.move writes it.
    moves = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("phase")
        ordering = ["edition", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.edition.slug}/{self.name_id}"

    @property
    def ledger_log(self) -> str:
        return self.edition.ledger_log

    @property
    def name(self) -> dict[str, str]:
        return {"id": self.name_id, "en": self.name_en or self.name_id}

    @property
    def plan(self) -> calendar.Plan:
        return calendar.Plan(self.planned_start, self.planned_end, self.planned_text)

    def is_open(self, now: datetime) -> bool:
        """Say whether it is open at `now`; a passed deadline closes it by itself."""
        return calendar.is_open(
            opened_at=self.opened_at, closes_at=self.closes_at, closed_at=self.closed_at, now=now
        )
