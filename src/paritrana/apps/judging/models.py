"""Ties of interest, rounds, sealed sheets, marks, interviews."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards.models import Edition, Seat
from paritrana.apps.judging import states
from paritrana.apps.nominations.models import Nomination

USER = settings.AUTH_USER_MODEL


class Tie(models.Model):
    """What a juror declared about one entrant before seeing any dossier; NONE is a declaration too."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="ties")
    juror = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="ties")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=12, choices=[(str(kind), str(kind)) for kind in states.TieKind])
    note = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tie of interest")
        constraints = [models.UniqueConstraint(fields=["juror", "nomination"], name="judging_tie_once")]

    def __str__(self) -> str:
        return f"{self.juror}: {self.nomination}"

    @property
    def ledger_log(self) -> str:
        return self.nomination.ledger_log


class Round(models.Model):
    """The marking of one stage of one category."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rounds")
    category = models.CharField(max_length=64)
    stage = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=str(states.RoundState.PLANNED))
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    passed = models.JSONField(null=True, blank=True)  # entrants held to this stage, fixed when it starts

    class Meta:
        verbose_name = _("round")
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "category", "stage"], name="judging_round_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition.slug}/{self.category}/{self.stage}"

    @property
    def ledger_log(self) -> str:
        return self.edition.ledger_log


class Sheet(models.Model):
    """One juror's marks of one round.

    Locking seals it: `sealed` is the canonical text of its marks and recusals at that moment, `commitment`
    the SHA-256 of prefix, nonce and that text.  Nonce and text stay secret until the round is opened.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sheets")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sheets")
    juror = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=10, default=str(states.SheetState.OPEN))
    nonce = models.CharField(max_length=64, blank=True)
    sealed = models.TextField(blank=True)
    commitment = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("score sheet")
        ordering = ["round", "seat__position"]
        constraints = [models.UniqueConstraint(fields=["round", "juror"], name="judging_sheet_once")]

    def __str__(self) -> str:
        return f"{self.round} / {self.seat.code}"

    @property
    def ledger_log(self) -> str:
        return self.round.ledger_log


class Mark(models.Model):
    """One mark on one rubric criterion of one entrant; `mark` is decimal text on the criterion's scale.

    An empty mark holds a note whose criterion is still to be marked.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="marks")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="marks")
    criterion = models.CharField(max_length=64)
    mark = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    window = models.CharField(max_length=40, blank=True)  # the browser window that saved it last
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "nomination", "criterion"], name="judging_mark_once")
        ]

    def __str__(self) -> str:
        return self.criterion


class Recusal(models.Model):
    """A juror stands back from one entrant, by own word or because a tie was derived; it overrides marks."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="recusals")
    juror = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="recusals")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="recusals")
    kind = models.CharField(max_length=12, choices=[(str(kind), str(kind)) for kind in states.TieKind])
    note = models.CharField(max_length=300, blank=True)
    derived = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("recusal")
        constraints = [models.UniqueConstraint(fields=["juror", "nomination"], name="judging_recusal_once")]

    def __str__(self) -> str:
        return f"{self.juror}: {self.nomination}"

    @property
    def ledger_log(self) -> str:
        return self.nomination.ledger_log


class Interview(models.Model):
    """One entrant's interview for one stage: when, where, and who comes (by office)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="interviews")
    stage = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=8, choices=[(str(mode), str(mode)) for mode in states.Mode])
    place = models.CharField(max_length=200)  # a room, or the meeting link
    delegation = models.JSONField(default=list)  # [{"office": …, "standing": …, "note": …}]
    note = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("interview")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "stage"],
                condition=models.Q(cancelled_at__isnull=True),
                name="judging_one_interview",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="judging_interview_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination} {self.starts_at:%Y-%m-%d}"

    @property
    def ledger_log(self) -> str:
        return self.nomination.ledger_log
