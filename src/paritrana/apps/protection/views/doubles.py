"""Who is enrolled or paid for twice after a merge: what the pages say of it, and how it is mended."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import doubles as commands
from paritrana.apps.protection.forms.workers import NoteForm
from paritrana.apps.protection.labels import batches as batch_words
from paritrana.apps.protection.labels import doubles as words
from paritrana.apps.protection.labels import ecosystem, same
from paritrana.apps.protection.models import Enrolment, Fund, Merge, PersonLink, RoleHolder
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import batches as batch_queries
from paritrana.apps.protection.queries import carrying
from paritrana.apps.protection.queries import doubles as queries
from paritrana.apps.protection.queries.carrying import Hanging
from paritrana.apps.protection.queries.doubles import Doubled
from paritrana.apps.protection.queries.people import masked_names
from paritrana.apps.protection.rules import carrying as carrying_rules
from paritrana.apps.protection.rules import doubles as rules
from paritrana.apps.protection.rules.doubles import Twice
from paritrana.apps.protection.states import EnrolmentState
from paritrana.apps.protection.tables import doubles as tables
from paritrana.apps.protection.views.acting import act
from paritrana.errors import allows
from paritrana.ui import formats
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The workers of an area who are enrolled, sponsored or paid for twice, with most rupiah first."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    lines = queries.lines(desk.reach)
    names = masked_names([one.worker for one in lines])
    funds = {key: _fund(fund, desk) for one in lines for key, fund in one.funds.items()}
    context = {"is_own": desk.is_village}
    return respond(request, tables.doubled(lines, names, funds), "protection/same_twice.html", context)


@login_required
@ask
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of two enrolments of the same person."""
    enrolment = batch_queries.enrolment(pk)
    desk = permissions.desk_of(request.user)
    permissions.check_keep(desk, enrolment.batch.fund)
    here = way_to(enrolment, desk)
    page = {
        "title": _("End this enrolment"),
        "lead": _(
            "It holds as far as it is paid, and until the other one begins; nothing that was paid is lost. "
            "Ask BPJS Ketenagakerjaan to end the membership under this NIK too."
        ),
        "crumbs": [(enrolment.person.masked_nik, here)],
        "label": _("End it"),
        "back": here,
        "danger": True,
        "rows": [
            ("NIK", enrolment.person.masked_nik),
            (_("Paid by"), str(enrolment.batch.fund)),
            (_("Programmes"), enrolment.programmes),
        ],
    }
    return act(
        request,
        NoteForm(request.POST or None),
        lambda given: commands.end(enrolment=enrolment, by=request.user, **given),
        said=_("Ended; the person goes on in the other enrolment."),
        page=page,
        to=here,
    )


def way_to(enrolment: Enrolment, desk: Desk) -> str:
    """Return where an officer goes on: to the worker, or to the batch where the worker lies outside reach."""
    if desk.reach.holds(enrolment.worker.village_id):
        return str(enrolment.worker.get_absolute_url())
    return str(enrolment.batch.get_absolute_url())


def told(found: Doubled, desk: Desk) -> dict[str, Any] | None:
    """Return what a page says of somebody of whom something stands twice; nothing where nothing does."""
    if not found:
        return None
    funds = Fund.objects.select_related("office").in_bulk(
        {share.fund for one in found.paid for share in one.shares}
    )
    return {
        "enrolled": [_fund(one.batch.fund, desk) for one in found.enrolments],
        "sponsors": len(found.pledges),
        "months": words.months_text(found.spans),
        "too_much": found.too_much,
        "paid": _paid(found, {key: _fund(fund, desk) for key, fund in funds.items()}),
    }


def _paid(found: Doubled, names: Mapping[int, str]) -> list[tuple[str, str]]:
    """Return months that the same funds paid twice, and what each paid a month: PAD Desa: 2 × Rp16.800."""
    groups: defaultdict[tuple[tuple[tuple[int, int], int], ...], list[Twice]] = defaultdict(list)
    for one in found.paid:
        paid = Counter((share.fund, share.rupiah) for share in one.shares)
        groups[tuple(sorted(paid.items()))].append(one)
    return [
        (
            words.months_text(rules.spans(those)),
            "; ".join(
                f"{names[fund]}: {f'{count} × ' if count > 1 else ''}{formats.rupiah(rupiah)}"
                for (fund, rupiah), count in key
            ),
        )
        for key, those in groups.items()
    ]


def ahead(link: PersonLink, desk: Desk) -> dict[str, Any]:
    """Return what hangs on both records of a pair, as far as it may be seen, and what would stand twice."""
    both = (link.first, link.second)
    hanging = carrying.hanging_on(both)
    seen = [hanging[one.pk] if desk.reach.holds(one.village_id) else Hanging() for one in both]
    return {
        "rows": _rows([_hangs(one, desk) for one in seen]),
        "any": any(hanging.values()) or any(one.fund_id for one in both),
        "twice": told(carrying.ahead(*both), desk),
        "gives_way": bool(carrying_rules.giving_way(*(hanging[one.pk].held for one in both))),
        "two_roles": all(hanging[one.pk].role for one in both),
        "two_funds": None not in {one.fund_id for one in both} and link.first.fund_id != link.second.fund_id,
    }


def undoing(merge: Merge) -> list[tuple[str, str]]:
    """Return what the page of an undoing says: what goes back, and what stays as others left it."""
    back, left = carrying.returning(merge)
    rows = [
        (_("Goes back to the record that was stopped"), words.counted(back) or _("nothing but the record"))
    ]
    if left:
        rows.append((_("Stays, since it was worked on meanwhile"), words.counted(left)))
    return rows


def _rows(sides: Iterable[Mapping[str, list[str]]]) -> list[dict[str, Any]]:
    first, second = sides
    labels = {
        "enrolments": _("Enrolments"),
        "pledges": _("Sponsors"),
        "role": _("Role held"),
        "requests": _("Requests"),
    }
    return [
        {"label": label, "cells": (first[key], second[key])}
        for key, label in labels.items()
        if first[key] or second[key]
    ]


def _hangs(one: Hanging, desk: Desk) -> dict[str, list[str]]:
    return {
        "enrolments": [_enrolment(row, one.paid.get(row.pk, 0), desk) for row in one.enrolments],
        "pledges": [words.months_text([row.months]) for row in one.pledges],
        "role": [_role(one.role)] if one.role else [],
        "requests": [formats.number(one.requests)] if one.requests else [],
    }


def _enrolment(row: Enrolment, paid: int, desk: Desk) -> str:
    text = f"{row.programmes}, {_fund(row.batch.fund, desk)}: {batch_words.ENROLMENT[row.state]}"
    if row.state not in (EnrolmentState.ACTIVE, EnrolmentState.ENDED):
        return text
    months = ngettext("%(count)s month paid", "%(count)s months paid", paid) % {"count": formats.number(paid)}
    return f"{text}, {months}"


def _role(held: RoleHolder) -> str:
    return str(ecosystem.role_text(held.post.role, held.post.village))


def _fund(fund: Fund, desk: Desk) -> str:
    """Return the name of a fund to those who may see it."""
    if allows(permissions.check_see, desk, fund):
        return str(fund)
    return str(same.FUND_ELSEWHERE)
