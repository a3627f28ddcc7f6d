"""Finding the one row an address names; raises NotFound when there is none."""

from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.queries import edition
from paritrana.apps.judging.models import Interview, Round, Sheet
from paritrana.apps.nominations.models import Nomination
from paritrana.errors import NotFound

__all__ = ["edition", "interview", "nomination", "round_of", "sheet"]


def round_of(edition: Edition, pk: int) -> Round:
    """Return one round of an edition."""
    found = Round.objects.filter(edition=edition, pk=pk).select_related("opened_by").first()
    if found is None:
        raise NotFound("judging.no_round")
    found.edition = edition
    return found


def sheet(pk: int) -> Sheet:
    """Return a sheet with its round, edition, seat and juror."""
    found = (
        Sheet.objects.select_related("round__edition__secretariat", "round__edition__region", "seat", "juror")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("judging.no_sheet")
    return found


def nomination(pk: int) -> Nomination:
    """Return a nomination with its organisation and edition."""
    found = (
        Nomination.objects.select_related("organisation__region", "edition__secretariat", "proposer")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("judging.no_entrant")
    return found


def interview(edition: Edition, pk: int) -> Interview:
    """Return one interview of an edition."""
    found = (
        Interview.objects.select_related("nomination__organisation__region")
        .filter(nomination__edition=edition, pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("judging.no_interview")
    found.nomination.edition = edition
    return found
