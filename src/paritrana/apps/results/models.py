"""Ranking runs, the chair's decisions, publication with its bundle, recipients, feedback."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards.models import Edition, RulebookVersion
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.results import states

USER = settings.AUTH_USER_MODEL


class OfEdition(models.Model):
    """What belongs to one edition, and so to its log."""

    class Meta:
        abstract = True

    @property
    def ledger_log(self) -> str:
        return self.edition.ledger_log  # type: ignore[attr-defined]  # declared by every child


class RankingRun(OfEdition):
    """One computation of the whole ranking from opened rounds: inputs and outputs exactly as files."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="ranking_runs")
    number = models.PositiveIntegerField()
    rulebook_version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="+")
    rulebook_hash = models.CharField(max_length=64)
    seed = models.CharField(max_length=120, blank=True)
    values_csv = models.TextField()
    marks_csv = models.TextField()
    ranking_csv = models.TextField()
    contributions_csv = models.TextField()
    excluded_csv = models.TextField()
    entrants_csv = models.TextField(blank=True)  # these two are empty under a rulebook of format /1
    awards_csv = models.TextField(blank=True)
    result_sha256 = models.CharField(max_length=64)  # of ranking, contributions, excluded, awards
    robustness_json = models.TextField(default="", blank=True)  # computed beside the result, after it
    severity_csv = models.TextField(default="", blank=True)
    fair_csv = models.TextField(default="", blank=True)
    record_json = models.TextField(default="", blank=True)
    run_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    run_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ranking run")
        ordering = ["edition", "-number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="results_run_number")]

    def __str__(self) -> str:
        return f"{self.edition.slug} #{self.number}"


class ReportErrand(models.Model):
    """The making of a run's reports: who asked for it, how far it is, and why it broke off.

    done and total: worlds, over all categories that have a report.
    """

    run = models.OneToOneField(RankingRun, on_delete=models.PROTECT, related_name="report_errand")
    state = models.CharField(max_length=8, default=states.ReportState.QUEUED)
    worlds = models.PositiveIntegerField()
    done, total = models.PositiveIntegerField(default=0), models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    fault, facts = models.CharField(max_length=60, blank=True), models.JSONField(default=dict)
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("making of reports")

    def __str__(self) -> str:
        return str(self.run)

    @property
    def ledger_log(self) -> str:
        return self.run.ledger_log


class Decision(OfEdition):
    """The chair's decision on one category of a run, with its reason."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="decisions")
    run = models.ForeignKey(RankingRun, on_delete=models.PROTECT, related_name="decisions")
    category = models.CharField(max_length=64)
    confirms = models.BooleanField(default=True)  # the ranking as computed stands
    reason = models.TextField()
    minutes_number = models.CharField(max_length=80, blank=True)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision")
        ordering = ["edition", "-decided_at"]
        constraints = [models.UniqueConstraint(fields=["run", "category"], name="results_one_decision")]

    def __str__(self) -> str:
        return f"{self.run}/{self.category}"


class Publication(OfEdition):
    """What was made public: the run, the bundle, and the checkpoint inside it.

    content_sha256 is the digest that the leaf `result.published` names; the checkpoint covers that leaf.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="publication")
    run = models.ForeignKey(RankingRun, on_delete=models.PROTECT, related_name="+")
    bundle = models.FileField(upload_to="bundles", max_length=160)
    bundle_sha256 = models.CharField(max_length=64)
    content_sha256 = models.CharField(max_length=64)
    checkpoint = models.TextField()
    published_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("publication")

    def __str__(self) -> str:
        return self.edition.slug


class Recipient(OfEdition):
    """One awarded entrant of a published edition: a winner, a consolation, or of a prize outside the ranks.

    award: `winner`, `consolation`, or `prize` for who has nothing but prizes; place: among those of that
    award, which is the rank where nobody was skipped, and 0 for prizes.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="recipients")
    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="recipient")
    category = models.CharField(max_length=64)
    rank = models.PositiveIntegerField()
    award = models.CharField(max_length=12, default="winner")
    place = models.PositiveIntegerField(default=0)
    score = models.CharField(max_length=12)
    slug = models.SlugField(max_length=120)
    citation = models.TextField(blank=True)

    class Meta:
        verbose_name = _("recipient")
        ordering = ["edition", "category", "rank"]
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="results_recipient_slug")]

    def __str__(self) -> str:
        return str(self.nomination.organisation)

    @property
    def shown(self) -> Decimal:
        """The score with its two decimals, for pages that write numbers in their own language."""
        return Decimal(self.score)


class Feedback(models.Model):
    """What the committee tells one entrant after publication: strengths and next steps."""

    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="feedback")
    strengths = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("feedback")

    def __str__(self) -> str:
        return str(self.nomination)

    @property
    def ledger_log(self) -> str:
        return self.nomination.ledger_log
