"""Dossiers: who stands in which category, what they claim, what proves it, what was verified."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations import states
from paritrana.apps.organisations.models import Organisation

USER = settings.AUTH_USER_MODEL


class Nomination(models.Model):
    """One organisation standing in one category of one edition.

    category: the rulebook's category id.  forwarded_from: the nomination of a lower edition it came from;
    from_edition: that edition, also when the entrant (a province) never stood in it.  size_class and
    size_source: what the proposer states where the category has size classes, and what that rests on.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="nominations")
    category = models.CharField(max_length=64)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="nominations")
    state = models.CharField(max_length=12, default=states.State.PROPOSED)
    proposer = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    reason = models.TextField(blank=True)
    size_class = models.CharField(max_length=64, blank=True)
    size_source = models.CharField(max_length=300, blank=True)
    forwarded_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="forwarded_to"
    )
    from_edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="forwarded_nominations"
    )
    forward_basis = models.CharField(max_length=200, blank=True)  # decree or letter, or the published rank
    decline_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    screened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("nomination")
        ordering = ["edition", "category", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organisation", "category"],
                condition=~models.Q(state__in=sorted(str(one) for one in states.FINAL)),
                name="nominations_once_per_category",
            )
        ]
        indexes = [models.Index(fields=["edition", "state"])]

    def __str__(self) -> str:
        return f"{self.organisation} / {self.category}"

    @property
    def ledger_log(self) -> str:
        return self.edition.ledger_log

    @property
    def entrant_id(self) -> str:
        """The id under which the entrant stands in values, marks and rankings."""
        return f"n{self.pk}"


class OfNomination(models.Model):
    """What belongs to one nomination, and so to its edition's log."""

    class Meta:
        abstract = True

    @property
    def ledger_log(self) -> str:
        return self.nomination.ledger_log  # type: ignore[attr-defined]  # declared by every child


class Section(OfNomination):
    """One part of the dossier as a task: whose it is, until when, and whether it was marked as done."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=80)  # as rules.section_codes names them
    owner = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "code"], name="nominations_section_once")
        ]

    def __str__(self) -> str:
        return self.code


class Answer(OfNomination):
    """What the entrant says for one field of its dossier; `version` grows with each save.

    field: a criterion id, `profile.…` or `innovation.…`.  value: decimal text, a level id, yes/no, or prose.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="answers")
    field = models.CharField(max_length=80)
    value = models.TextField(blank=True)
    last_year = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "field"], name="nominations_answer_once")
        ]

    def __str__(self) -> str:
        return self.field


class Claim(OfNomination):
    """A further figure or fact that the entrant states, shown beside the criteria and never scored itself."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="claims")
    label = models.CharField(max_length=200)
    value = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    as_of = models.DateField(null=True, blank=True)  # the date of the figure or of the act
    source = models.CharField(max_length=300, blank=True)
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["nomination", "pk"]

    def __str__(self) -> str:
        return self.label


def evidence_path(evidence: "Evidence", name: str) -> str:
    """Return a storage name that tells nothing of the file: its own hash."""
    return f"evidence/{evidence.nomination_id}/{evidence.sha256}"


class Evidence(OfNomination):
    """One file that proves something, kept byte for byte; removed ones keep their row."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="evidence")
    field = models.CharField(max_length=80)  # as of Answer, or `claim.<id>`, `verified.<criterion>`
    file = models.FileField(upload_to=evidence_path, max_length=160)
    name = models.CharField(max_length=160)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=80)
    dated = models.DateField(null=True, blank=True)  # the date the paper bears
    made_up = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["nomination", "field", "pk"]

    def __str__(self) -> str:
        return self.name


class VerifiedFigure(OfNomination):
    """What a verifier found for one criterion; the newest one counts, and scores instead of the claim."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="verified_figures")
    criterion = models.CharField(max_length=64)
    value = models.CharField(max_length=80)
    numerator = models.BigIntegerField(null=True, blank=True)  # a rate is two counts
    denominator = models.BigIntegerField(null=True, blank=True)
    as_of = models.DateField()
    definition = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verifier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["nomination", "criterion", "-entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "criterion"],
                condition=models.Q(superseded_at__isnull=True),
                name="nominations_one_live_figure",
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


class Objection(OfNomination):
    """The entrant's objection to a verified figure, raised before marking, and its answer."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="objections")
    figure = models.ForeignKey(VerifiedFigure, on_delete=models.PROTECT, related_name="objections")
    text = models.TextField()
    state = models.CharField(max_length=10, default=states.ObjectionState.OPEN)
    raised_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["nomination", "-raised_at"]

    def __str__(self) -> str:
        return f"{self.figure}"


class Statement(OfNomination):
    """The head's or the deputy's word that the dossier is true; a new one is given with each submission."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="statements")
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=160)
    standing = models.CharField(max_length=12)
    text = models.TextField()
    given_at = models.DateTimeField()
    void_at = models.DateTimeField(null=True, blank=True)  # an answer changed afterwards

    class Meta:
        ordering = ["nomination", "-given_at"]

    def __str__(self) -> str:
        return self.office


class Receipt(OfNomination):
    """Proof of a submission: number, server time, and a manifest of answers and file hashes."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="receipts")
    number = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()
    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="receipt")
    manifest = models.JSONField()
    manifest_sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["nomination", "-at"]

    def __str__(self) -> str:
        return self.number


class Screening(OfNomination):
    """One screening decision with its reasons; `points` names the sections to mend."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="screenings")
    verdict = models.CharField(max_length=10, choices=[(one, one) for one in states.Verdict])
    reason = models.TextField(blank=True)
    points = models.JSONField(default=list)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["nomination", "-decided_at"]

    def __str__(self) -> str:
        return self.verdict
