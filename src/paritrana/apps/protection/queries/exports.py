"""Exports of people: those an officer meets, and what goes into one."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.db.models import Q, QuerySet

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.rules import Reach
from paritrana.apps.organisations.states import Kind
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.labels import words as general
from paritrana.apps.protection.models import Enlistment, PeopleExport
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules.rights import PERSONAL
from paritrana.apps.protection.states import WorkerState
from paritrana.errors import NotFound


def met_by(offices: Sequence[tuple[Organisation, Reach]]) -> QuerySet[PeopleExport]:
    """Return the exports that an officer meets, the latest first: of own offices, and of those below."""
    own = Q(office__in=[office.pk for office, _reach in offices])
    for office, reach in offices:
        if office.kind != Kind.VILLAGE:
            own |= inside(reach, "region__code")
    found = PeopleExport.objects.filter(own)
    return found.select_related("office", "region__parent", "asked_by", "decided_by").order_by(
        "-asked_at", "-pk"
    )


def find(pk: int) -> PeopleExport:
    """Return one export; raises NotFound."""
    found = (
        PeopleExport.objects.select_related("office", "region__parent", "asked_by", "decided_by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("export.none")
    return found


def people_of(region: str) -> QuerySet[Enlistment]:
    """Return the listed workers of a region with what a workbook needs of each."""
    return (
        Enlistment.objects.filter(
            inside(Reach(frozenset({region})), "village__code"), state=WorkerState.LISTED
        )
        .select_related("person__data_key", "village", "fund")
        .order_by("village__code", "pk")
    )


def workbook(people: Sequence[Enlistment], columns: Sequence[str]) -> bytes:
    """Return the people as a workbook; every cell is text, so that Excel damages no NIK."""
    opener = Opener()
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet()
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet.set_column(0, len(columns) - 1, 24, text)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, str(words.COLUMN[column]), bold)
        sheet.freeze_panes(1, 0)
        for line, one in enumerate(people, start=1):
            cells = _cells(one, opener, personal=bool(PERSONAL & set(columns)))
            for place, column in enumerate(columns):
                sheet.write_string(line, place, cells[column], text)
    return target.getvalue()


def _cells(one: Enlistment, opener: Opener, *, personal: bool) -> dict[str, str]:
    opened = opener.all(one.person) if personal else None
    return {
        "nik": opened.nik if opened else "",
        "name": opened.name if opened else "",
        "born": opened.born.isoformat() if opened else "",
        "sex": one.person.sex,
        "village": f"{one.village_id} {one.village.name}",
        "occupation": str(general.OCCUPATION[one.occupation]),
        "fund": one.fund.name if one.fund else "",
        "listed_on": one.listed_on.isoformat(),
    }
