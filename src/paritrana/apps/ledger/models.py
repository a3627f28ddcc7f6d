"""Logs and their leaves. No relations: the past blocks nothing, and nothing rewrites it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


def subject_key(subject: Any) -> str:
    """Return the text by which the ledger names a row: ``room.model:key``."""
    return f"{subject._meta.label_lower}:{subject.pk}"


class Log(models.Model):
    """One log: its name, size, and the right edge of its tree."""

    name = models.CharField(max_length=120, primary_key=True)
    size = models.PositiveIntegerField(default=0)
    frontier = models.JSONField(default=list)

    class Meta:
        verbose_name = _("log")

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One leaf: the exact bytes that were hashed, with what is needed to find it."""

    log = models.CharField(max_length=120)
    seq = models.PositiveIntegerField()
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    actor = models.CharField(max_length=40)
    at = models.DateTimeField()
    leaf = models.TextField()
    leaf_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("ledger entry")
        ordering = ["log", "seq"]
        constraints = [models.UniqueConstraint(fields=["log", "seq"], name="ledger_entry_order")]
        indexes = [models.Index(fields=["log", "event"]), models.Index(fields=["subject"])]

    def __str__(self) -> str:
        return f"{self.log}#{self.seq} {self.event}"
