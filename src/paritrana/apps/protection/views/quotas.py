"""The village quota: budgeted, enrolled and paid, village by village."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.labels import plans as told
from paritrana.apps.protection.queries import quotas as queries
from paritrana.apps.protection.queries import register
from paritrana.apps.protection.tables import quotas as tables
from paritrana.core.programmes.plan import Place
from paritrana.ui.tables import respond


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The villages that a fund asks for a quota, and those that its rule leaves out."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    year = register.year_for(desk.reach)
    lines = queries.quota_lines(register.villages_in(desk.reach), year=year)
    asked = [one for one in lines if one.quota or one.line.excluded]
    chosen = request.GET.get("status", "")
    counts = [
        (place, told.PLACE[place], sum(one.place is place for one in asked), place == chosen)
        for place in Place
    ]
    shown = [one for one in asked if chosen not in set(Place) or one.place == chosen]
    table = tables.quotas(shown, fund_url=reverse("protection:fund-new"), is_filtered=bool(asked))
    context = {
        "year": year,
        "counts": counts,
        "chosen": chosen if chosen in set(Place) else "",
        "villages": len(asked),
        "quota": sum(one.quota for one in asked),
        "budgeted": sum(one.budgeted for one in asked),
        "enrolled": sum(one.enrolled for one in asked),
        "committed": sum(one.committed for one in asked),
        "paid": sum(one.paid for one in asked),
    }
    return respond(request, table, "protection/quotas.html", context)
