"""Batches of workers on their way to BPJS Ketenagakerjaan, and the months that were paid for each."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.coverage.models import Delivery
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states
from paritrana.apps.regions.models import Region

USER = settings.AUTH_USER_MODEL


class Batch(models.Model):
    """Workers of one fund who are to be enrolled together, from one month on.

    sha256, answer_sha256: of the file that went out and of the last answer; neither file is kept.
    """

    fund = models.ForeignKey("protection.Fund", on_delete=models.PROTECT, related_name="batches")
    agreement = models.ForeignKey(
        "protection.Agreement", null=True, on_delete=models.PROTECT, related_name="batches"
    )
    village = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    programmes = models.CharField(max_length=24)
    first_month = models.CharField(max_length=7)
    state = models.CharField(max_length=10, default=states.BatchState.PROPOSED)
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    verified_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    answered_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer_sha256 = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=200, blank=True)  # why it was withdrawn, or its sending taken back
    made_up = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("enrolment batch")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("protection:batch", args=[self.pk])


class Enrolment(models.Model):
    """One worker in one batch; while it holds, the person is in no other batch for the same programmes.

    person: under whose NIK BPJS knows it; another than the worker's, when a merge brought it along.
    last_month: until when it holds, once somebody ended it because the person is enrolled twice.
    number_sealed: the membership number that BPJS gave, sealed as the NIK is.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="enrolments")
    worker = models.ForeignKey("protection.Enlistment", on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey("protection.Person", on_delete=models.PROTECT, related_name="+")
    programmes = models.CharField(max_length=24)
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7, blank=True)
    state = models.CharField(max_length=10, default=states.EnrolmentState.OPEN)
    reason = models.CharField(max_length=200, blank=True)
    number_sealed = models.CharField(max_length=160, blank=True)
    number_last = models.CharField(max_length=4, blank=True)

    class Meta:
        verbose_name = _("enrolment")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programmes"],
                condition=models.Q(state__in=sorted(states.HOLDING)),
                name="protection_enrolled_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Correction(models.Model):
    """What minutes decided about months: never overwritten, only taken back.

    payment: whose late months count as if paid in time.  enrolment: whose months were never this worker's.
    """

    kind = models.CharField(max_length=10)
    payment = models.ForeignKey(
        "protection.Payment", null=True, on_delete=models.PROTECT, related_name="corrections"
    )
    enrolment = models.ForeignKey(Enrolment, null=True, on_delete=models.PROTECT, related_name="corrections")
    first_month, last_month = models.CharField(max_length=7), models.CharField(max_length=7)
    minutes = models.CharField(max_length=120)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.CharField(max_length=200, blank=True)
    taken_back_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("correction of months")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=states.CorrectionKind.RESTORED, payment__isnull=False)
                | models.Q(kind=states.CorrectionKind.TAKEN_BACK, enrolment__isnull=False),
                name="protection_correction_of_something",
            ),
            models.UniqueConstraint(
                fields=["payment"],
                condition=models.Q(kind=states.CorrectionKind.RESTORED, taken_back_at=None),
                name="protection_restored_once",
            ),
        ]

    def __str__(self) -> str:
        return self.minutes


class PaidMonth(models.Model):
    """One month that a payment paid for one enrolled worker; stays to be read when it is taken back.

    delivery, reversal: by which roll it went to the figures of coverage, and by which it was taken out of
    them; delivered_on: the day of payment as that roll told it.  told_as: as whose it was told, where that is
    another person than the enrolment's.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="months")
    payment = models.ForeignKey("protection.Payment", on_delete=models.PROTECT, related_name="months")
    month = models.CharField(max_length=7)
    taken_back_at = models.DateTimeField(null=True)
    correction = models.ForeignKey(Correction, null=True, on_delete=models.PROTECT, related_name="months")
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.PROTECT, related_name="+")
    delivered_on = models.DateField(null=True)
    told_as = models.ForeignKey("protection.Person", null=True, on_delete=models.PROTECT, related_name="+")
    reversal = models.ForeignKey(Delivery, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paid month")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "month"],
                condition=models.Q(taken_back_at=None),
                name="protection_month_paid_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.month}"


class ToldBefore(models.Model):
    """A paid month that a roll told as another person's, before two records were merged or taken apart.

    reversal: the roll that took it out again; one that could not be received is followed by another.
    """

    paid = models.ForeignKey(PaidMonth, on_delete=models.PROTECT, related_name="told_before")
    person = models.ForeignKey("protection.Person", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    reversal = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paid month told as another person's")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.paid_id}: {self.day}"


class RegisterDelivery(models.Model):
    """A contribution roll that the register handed to the figures of coverage, without NIK and names."""

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="+")
    last_month = models.CharField(max_length=7)
    paid = models.PositiveIntegerField()
    reversed = models.PositiveIntegerField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("delivery of the register")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.delivery_id)

    def get_absolute_url(self) -> str:
        return self.delivery.get_absolute_url()
