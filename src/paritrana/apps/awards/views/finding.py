"""What every page of an edition does first: find it, and check that this person may see or manage it."""

from django.http import HttpRequest

from paritrana.apps.awards import permissions, queries
from paritrana.apps.awards.models import Edition


def seen_edition(request: HttpRequest, slug: str) -> Edition:
    """Return an edition with what its pages show; raises NotFound when this person may not see it."""
    edition = queries.edition(slug, among=queries.listed(Edition.objects.all()))
    permissions.check_see(request.user, edition)
    return edition


def managed_edition(request: HttpRequest, slug: str) -> Edition:
    """Return an edition that this person manages; raises NotFound or NotPermitted."""
    edition = seen_edition(request, slug)
    permissions.check_manage(request.user, edition)
    return edition
