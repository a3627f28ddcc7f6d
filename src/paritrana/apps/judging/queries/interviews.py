"""Interviews of an edition, and their clashes."""

from datetime import datetime

from django.db.models import QuerySet

from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.models import Interview
from paritrana.apps.nominations.models import Nomination


def interviews_of(edition: Edition, *, cancelled: bool = False) -> QuerySet[Interview]:
    """Return the interviews of an edition by time; cancelled ones only when asked."""
    found = Interview.objects.filter(nomination__edition=edition).select_related(
        "nomination__organisation__region", "nomination__edition__secretariat"
    )
    return found if cancelled else found.filter(cancelled_at__isnull=True)


def interviews_for(nomination: Nomination) -> QuerySet[Interview]:
    """Return the interviews of one entrant, cancelled ones too, by time."""
    return interviews_of(nomination.edition, cancelled=True).filter(nomination=nomination)


def interview_of(nomination: Nomination, stage: str) -> Interview | None:
    """Return the interview on which the marks of a stage hang, or None."""
    return interviews_of(nomination.edition).filter(nomination=nomination, stage=stage).first()


def clashing(
    edition: Edition, starts_at: datetime, ends_at: datetime, *, besides: Interview | None = None
) -> Interview | None:
    """Return an interview of the same committee that shares a moment with the span, or None."""
    found = interviews_of(edition).filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
    return (found.exclude(pk=besides.pk) if besides else found).first()


def zone_of(nomination: Nomination) -> str:
    """Return the entrant's zone, that of the edition where its region names none."""
    region = nomination.organisation.region
    return (getattr(region, "zone", "") if region else "") or nomination.edition.zone
