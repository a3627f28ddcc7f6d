"""Workers' own requests, drafts of officers, exports that two persons let out, and rights served."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states
from paritrana.apps.regions.models import Region

USER = settings.AUTH_USER_MODEL


class WorkerRequest(models.Model):
    """A worker's own request to be protected, sealed, in the queue of one village.

    What is sealed goes as soon as the request is accepted, and some days after one that was not; receipt,
    village, days and answer stay.  consent: which text was agreed to.
    """

    receipt = models.CharField(max_length=10, unique=True)
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField(blank=True)
    data_key = models.ForeignKey("protection.DataKey", on_delete=models.PROTECT, related_name="+")
    consent = models.CharField(max_length=12)
    assisted = models.BooleanField(default=False)
    helped_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=states.RequestState.WAITING)
    reason = models.CharField(max_length=12, blank=True)
    worker = models.ForeignKey(
        "protection.Enlistment", null=True, on_delete=models.PROTECT, related_name="requests"
    )
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    made_up = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("worker's own request")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["village", "state"], name="protection_request_queue")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("protection:request", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == states.RequestState.WAITING


class WorkerDraft(models.Model):
    """What an officer has typed about a worker of a village and not handed in yet, sealed."""

    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField()
    data_key = models.ForeignKey("protection.DataKey", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft of a worker")
        ordering = ["-saved_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["by", "village"], name="protection_one_draft")]

    def __str__(self) -> str:
        return f"{self.by_id}: {self.village_id}"


class PeopleExport(models.Model):
    """People's data in a workbook: asked for by one person, let out by another, fetched once within a day.

    columns: codes of what goes into it.  people: how many rows were fetched.
    """

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people_exports")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12)
    columns = models.JSONField(default=list)
    note = models.CharField(max_length=200)
    state = models.CharField(max_length=8, default=states.ExportState.ASKED)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=200, blank=True)
    fetched_at = models.DateTimeField(null=True)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("export of people")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("protection:export", args=[self.pk])


class SubjectRequest(models.Model):
    """A person wants to see, mend or have erased what is held; without a worker nothing was found.

    way: how it was made sure who asks.  due_at: until when the law wants an answer.
    """

    kind = models.CharField(max_length=10)
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="subject_requests")
    worker = models.ForeignKey(
        "protection.Enlistment", null=True, on_delete=models.PROTECT, related_name="subject_requests"
    )
    way = models.CharField(max_length=12)
    state = models.CharField(max_length=8, default=states.SubjectState.OPEN)
    result = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    received_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("request of a data subject")
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("protection:subject", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == states.SubjectState.OPEN
