"""The opened sheets of a round beside each other."""

from collections import defaultdict

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paritrana.apps.awards.labels.words import seat_title
from paritrana.apps.judging import permissions, queries, tables
from paritrana.apps.judging.models import Round
from paritrana.apps.judging.queries import finding, panels, rounds
from paritrana.apps.judging.queries.opened import MarkRow, RecusalRow
from paritrana.apps.judging.states import SheetState
from paritrana.apps.nominations.models import Nomination
from paritrana.core.scoring.planning import Place
from paritrana.core.scoring.planning.telling import linkage_told
from paritrana.ui import formats
from paritrana.ui.tables import respond


@login_required
@require_safe
def marks(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Every locked sheet's marks; seats are named to the committee only, others read pseudonyms."""
    edition = finding.edition(slug)
    round = finding.round_of(edition, pk)
    by_seat = permissions.check_see_matrix(request.user, round)
    sheets = list(round.sheets.filter(state=SheetState.LOCKED).select_related("seat"))
    names = queries.juror_ids(edition)
    language = get_language() or "id"
    entrants = rounds.entrants_of(round)
    given, recusals = queries.marks_of(edition)
    linkage = panels.linkage_of(round, given, entrants)
    place = Place(names={one.entrant_id: one.organisation.name for one in entrants})
    title = formats.title_of(rounds.title_of(round))
    table = tables.matrix(
        title,
        f"nilai-{slug}-{round.category}-{round.stage}",
        _rows(round, entrants, given, recusals),
        [names[sheet.juror_id] for sheet in sheets],
    )
    context = {
        "edition": edition,
        "round": round,
        "title": title,
        "by_seat": by_seat,
        "linkage": linkage,
        "told": [one["en" if language.startswith("en") else "id"] for one in linkage_told(linkage, place)],
        "broken": len(queries.broken_seals(round)),
        "sheets": [
            (
                names[sheet.juror_id],
                seat_title(sheet.seat, edition.rulebook, language) if by_seat else "",
                sheet.commitment,
            )
            for sheet in sheets
        ],
    }
    return respond(request, table, "judging/marks.html", context)


def _rows(
    round: Round, entrants: list[Nomination], given: list[MarkRow], recusals: list[RecusalRow]
) -> list[dict[str, str]]:
    cells: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for juror, entrant, criterion, mark in given:
        cells[entrant, criterion][juror] = mark
    away = defaultdict(list)
    for juror, entrant in recusals:
        away[entrant].append(juror)
    return [
        {
            "entrant": nomination.organisation.name,
            "criterion": formats.title_of(criterion.title),
            **{juror: _("recused") for juror in away[nomination.entrant_id]},
            **cells[nomination.entrant_id, criterion.id],
        }
        for nomination in entrants
        for criterion in rounds.stage_of(round).rubrics
    ]
