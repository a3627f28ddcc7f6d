"""Searches for probable duplicates, the pairs they found, and what people said of them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection import states

USER = settings.AUTH_USER_MODEL


class DuplicateSearch(models.Model):
    """One look through the whole register; people: how many were compared, of them `fresh` new ones.

    until_change: the last act on a record that it has seen; the next search begins after it.
    """

    state = models.CharField(max_length=8, default=states.SearchState.QUEUED)
    whole = models.BooleanField(default=False)  # everybody anew, not only who came or changed
    people, fresh = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    found, cut = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    until_change = models.PositiveBigIntegerField(default=0)
    done, total = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    fault = models.CharField(max_length=60, blank=True)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("search for probable duplicates")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)


class PersonLink(models.Model):
    """Two records that may be one person, the older one first, and what people say of it.

    weight: hundredths of the base-2 logarithm of the odds.  agreement: field, and how it agrees; no data.
    proposed: the verdict of an officer who reaches one of the two records alone, from that side.
    It goes when one of its records goes, as the roster that brought it is undone.
    """

    search = models.ForeignKey(DuplicateSearch, on_delete=models.PROTECT, related_name="links")
    first = models.ForeignKey("protection.Enlistment", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("protection.Enlistment", on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=8)
    weight = models.IntegerField()
    agreement = models.JSONField(default=dict)
    verdict = models.CharField(max_length=10, default=states.Verdict.OPEN)
    by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)
    proposed = models.CharField(max_length=10, blank=True)
    proposed_from = models.CharField(max_length=6, blank=True)
    proposed_keep = models.CharField(max_length=6, blank=True)
    proposed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("probable duplicate")
        ordering = ["-weight", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="protection_linked_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="protection_link_in_order"
            ),
        ]
        indexes = [models.Index(fields=["verdict", "-weight"], name="protection_link_queue")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("protection:same-pair", args=[self.pk])


class Merge(models.Model):
    """Two records were merged: one stays, the other is stopped; with all that undoing needs.

    changes: the lines of history that it wrote.  turned: persons who had been merged into the one that went,
    and were turned to the one that stays.  carried: every row that was moved or altered, as kind, key, what
    stood in it and what stands there now; no data of a person.
    """

    link = models.ForeignKey(PersonLink, on_delete=models.CASCADE, related_name="merges")
    kept = models.ForeignKey("protection.Enlistment", on_delete=models.CASCADE, related_name="+")
    gone = models.ForeignKey("protection.Enlistment", on_delete=models.CASCADE, related_name="+")
    changes = models.JSONField(default=list)
    turned = models.JSONField(default=list)
    carried = models.JSONField(default=list)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undo_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("merge of two records")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)
