"""Where the form of a worker saves itself, field by field, and asks whether there is a line."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import drafts as commands
from paritrana.apps.regions.queries import by_code
from paritrana.core.units import clock
from paritrana.errors import BadInput
from paritrana.ui import formats, refusals


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("value")
def field(request: HttpRequest, code: str) -> JsonResponse:
    """GET: a fresh token, to be sent with the form.  POST: keep one field of the officer's draft."""
    permissions.check_village(permissions.desk_of(request.user), code)
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    village = by_code(code)
    typed = {request.POST.get("field", ""): request.POST.get("value", "")}
    try:
        commands.keep(village=village, typed=typed, by=request.user)
    except BadInput as error:
        return JsonResponse({"error": refusals.explain(error).sentence}, status=422)
    return JsonResponse({"saved": formats.clock(clock.now(), village.zone, seconds=True)})
