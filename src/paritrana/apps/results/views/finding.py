"""Finding the edition of an address, with the question whether this person may see it."""

from django.http import HttpRequest

from paritrana.apps.awards import permissions as awards
from paritrana.apps.awards.models import Edition
from paritrana.apps.results.models import RankingRun
from paritrana.errors import NotFound


def seen_edition(request: HttpRequest, slug: str) -> Edition:
    """Return an edition that this person may see; raises NotFound."""
    edition = Edition.objects.select_related("region", "secretariat").filter(slug=slug).first()
    if edition is None:
        raise NotFound("results.no_edition")
    awards.check_see(request.user, edition)
    return edition


def run_at(edition: Edition, number: int) -> RankingRun:
    """Return one run of an edition; raises NotFound."""
    run = edition.ranking_runs.filter(number=number).select_related("run_by", "rulebook_version").first()
    if run is None:
        raise NotFound("results.no_run")
    run.edition = edition
    return run
