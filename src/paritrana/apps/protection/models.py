"""People under seal, the register with its history, agreements, and funds with two ledgers each."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import states
from paritrana.apps.protection.rules import agreements, money, nik
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock

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
    """One person under one token; NIK, name and birth date are sealed, and never part of a text about it."""

    token = models.CharField(max_length=32, unique=True)
    nik_first, nik_last = models.CharField(max_length=4), models.CharField(max_length=4)
    nik_sealed = models.CharField(max_length=120)
    name_sealed = models.CharField(max_length=700)
    born_sealed = models.CharField(max_length=120)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    sex = models.CharField(max_length=1)
    birth_year = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("person")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def masked_nik(self) -> str:
        return nik.masked(self.nik_first, self.nik_last)


class Fund(models.Model):
    """Money of one kind and year that an office keeps for a region, up to a ceiling in whole rupiah."""

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="funds")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(one, one) for one in states.FundKind])
    name = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    ceiling = models.PositiveBigIntegerField()
    rate = models.PositiveBigIntegerField(default=money.PREMIUM)  # rupiah for one worker and month
    rules = models.JSONField(default=dict)
    made_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("fund")
        ordering = ["-year", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"

    def get_absolute_url(self) -> str:
        return reverse("protection:fund", args=[self.pk])

    @property
    def read_rules(self) -> money.FundRules:
        return money.read_rules(self.rules)


class Enlistment(models.Model):
    """One person in the register of one village; a person stands in one village at a time.

    doubts: codes of what should be looked at.  fund: which one is to pay, if that is settled.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enlistments")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    occupation = models.CharField(max_length=20)
    fund = models.ForeignKey(Fund, null=True, on_delete=models.PROTECT, related_name="enlistments")
    state = models.CharField(max_length=8, default=states.WorkerState.LISTED)
    stop_reason = models.CharField(max_length=10, blank=True)
    listed_on = models.DateField()
    stopped_on = models.DateField(null=True)
    doubts = models.JSONField(default=list)
    made_up = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("worker")
        ordering = ["village", "pk"]
        indexes = [models.Index(fields=["village", "state"], name="protection_village_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state=states.WorkerState.LISTED),
                name="protection_listed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state=states.WorkerState.LISTED, stopped_on=None, stop_reason="")
                | (models.Q(state=states.WorkerState.STOPPED) & ~models.Q(stop_reason="")),
                name="protection_stopped_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("protection:worker", args=[self.pk])

    @property
    def is_listed(self) -> bool:
        return self.state == states.WorkerState.LISTED


class Change(models.Model):
    """One act on a worker's record, kept for ever; village: where the worker stood after it."""

    worker = models.ForeignKey(Enlistment, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=10)
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    stop_reason = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("change of a worker's record")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.act}"


class Reveal(models.Model):
    """Somebody looked at personal data for a purpose: of one worker, or of a village's list for signature."""

    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12)
    worker = models.ForeignKey(Enlistment, null=True, on_delete=models.PROTECT, related_name="reveals")
    village = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("look at personal data")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["by", "at"], name="protection_reveal_by_day")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.at:%Y-%m-%d}"


class Agreement(models.Model):
    """What an office and others signed: until when, for how many workers, from which budget line.

    quota, rate: workers and rupiah a month as written in it, 0 where it names none.
    """

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(one, one) for one in states.AgreementKind])
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    quota = models.PositiveIntegerField(default=0)
    rate = models.PositiveBigIntegerField(default=0)
    programmes = models.CharField(max_length=24)
    budget_line = models.CharField(max_length=120, blank=True)
    fund = models.ForeignKey(Fund, null=True, on_delete=models.PROTECT, related_name="agreements")
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="successor")
    scan = models.FileField(upload_to="agreements", max_length=200, blank=True)
    scan_name = models.CharField(max_length=120, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    scan_type = models.CharField(max_length=40, blank=True)
    made_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("agreement")
        ordering = ["ends_on", "pk"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("protection:agreement", args=[self.pk])

    @property
    def has_successor(self) -> bool:
        return hasattr(self, "successor")

    @property
    def standing(self) -> states.AgreementStanding:
        return agreements.standing(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            has_successor=self.has_successor,
            day=clock.now().date(),
        )


class Party(models.Model):
    """Who signed an agreement, by office, and the basis on which it acts; nobody's name."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    body = models.CharField(max_length=160)
    office = models.CharField(max_length=160)
    basis = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("party of an agreement")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.body


class MoneyRow(models.Model):
    """Workers x months x rate of a ledger; never changed, only taken back with a reason."""

    village = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    workers = models.PositiveIntegerField()
    first_month, last_month = models.CharField(max_length=7), models.CharField(max_length=7)
    rate = models.PositiveBigIntegerField()
    amount = models.PositiveBigIntegerField()
    document = models.CharField(max_length=200, blank=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Commitment(MoneyRow):
    """Money of a fund that is promised: budgeted by a village, or agreed."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="commitments")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="commitments")

    class Meta:
        verbose_name = _("money committed")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.amount}"


class Payment(MoneyRow):
    """Money of a fund that was paid to BPJS Ketenagakerjaan on a commitment."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="payments")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField()

    class Meta:
        verbose_name = _("payment")
        ordering = ["-paid_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.fund_id}: {self.amount}"


class RosterImport(models.Model):
    """A roster on its way into the register.

    The file, what stands in it, its name and its headings lie sealed beside the database until a day after
    the commit; here stand counts and codes alone.  region: the codes of its villages must begin so.
    as_of: the day of registration.  done, total: for whoever comes back to look.
    """

    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roster_imports")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    state = models.CharField(max_length=10, default=states.ImportState.UPLOADED)
    asks = models.CharField(max_length=8, blank=True)
    ending = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    layout_sealed = models.TextField(blank=True)
    applied = models.JSONField(default=list)  # codes of the repairs, in order
    rows, accepted = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    rejected, warned = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    by_code = models.JSONField(default=dict)
    offered = models.JSONField(default=dict)  # repair → rows it would change
    effect = models.JSONField(default=dict)  # counts, as rules.imports.Effect tells them
    new_by_village = models.JSONField(default=dict)  # village code → new workers
    done, total = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    fault = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    fund = models.ForeignKey(Fund, null=True, on_delete=models.PROTECT, related_name="+")
    stops_missing = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    undo_reason = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    committed_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    committed_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    files_gone = models.BooleanField(default=False)
    made_up = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("roster import")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("protection:import", args=[self.pk])


class ImportedRow(models.Model):
    """What a roster did to one worker's record, and how the record was before: codes and keys alone."""

    roster = models.ForeignKey(RosterImport, on_delete=models.PROTECT, related_name="imported")
    worker = models.ForeignKey(Enlistment, on_delete=models.PROTECT, related_name="imported")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=10)
    made_person = models.BooleanField(default=False)
    before = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("imported row")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.roster_id}: {self.act}"
