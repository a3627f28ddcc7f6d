"""A plan as a workbook with live formulas: change a quota, a rate or what is left, and Excel computes anew.

Every formula carries its value, so that readers that do not compute show the same figures.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from paritrana.apps.protection.labels import plans as told
from paritrana.apps.protection.rules.outlooks import Outlook
from paritrana.apps.protection.tables.plans import SourceLine, source_lines
from paritrana.apps.regions.models import Region
from paritrana.core.programmes import shipped_rates
from paritrana.core.programmes.plan import VillageKind

PLAN, RATES, VILLAGES = "Rencana", "Tarif", "Desa"
FIRST_SOURCE = 14  # the first row of the table of sources, from 0
RUPIAH, SHARE, COUNT, POINTS = '"Rp"#,##0', "0.00%", "#,##0", "0.00"


@dataclass(frozen=True)
class Sheet:
    """A sheet with the formats of the book."""

    sheet: Any
    kinds: Mapping[str, Any]

    def text(self, row: int, column: int, text: object, kind: str = "") -> None:
        self.sheet.write_string(row, column, str(text), self.kinds.get(kind))

    def number(self, row: int, column: int, value: int, kind: str = COUNT) -> None:
        self.sheet.write_number(row, column, value, self.kinds[kind])

    def formula(self, row: int, column: int, formula: str, value: int | float, kind: str = COUNT) -> None:
        self.sheet.write_formula(row, column, formula, self.kinds[kind], value)


def workbook(found: Outlook, regions: Mapping[str, Region], *, title: str) -> bytes:
    """Return the workbook of a plan: what was asked, sources, villages and monthly rates."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        kinds = {one: book.add_format({"num_format": one}) for one in (RUPIAH, SHARE, COUNT, POINTS)}
        kinds |= {
            f"{one} input": book.add_format({"num_format": one, "bg_color": "#FFF4D6"})
            for one in (RUPIAH, COUNT)
        }
        kinds |= {"bold": book.add_format({"bold": True}), "wrap": book.add_format({"text_wrap": True})}
        sheets = {name: Sheet(book.add_worksheet(name), kinds) for name in (PLAN, VILLAGES, RATES)}
        lines = sorted(enumerate(source_lines(found)), key=lambda one: one[1].offer.per_worker)
        _villages(sheets[VILLAGES], found, regions)
        _rates(sheets[RATES], found, [line for _place, line in lines])
        _head(sheets[PLAN], found, title)
        _sources(sheets[PLAN], found, [line for _place, line in lines])
    return target.getvalue()


def _head(sheet: Sheet, found: Outlook, title: str) -> None:
    """Write the figure, the target and the gap: B4, B5 and B6 are read by the rest."""
    asked, standing, share = found.question, found.gap.standing, found.gap.target.share
    sheet.sheet.set_column(0, 0, 40)
    sheet.sheet.set_column(1, 9, 18)
    sheet.text(0, 0, _("Plan: %(region)s") % {"region": title}, "bold")
    sheet.text(1, 0, told.origin_text(asked.origin, standing))
    sheet.text(2, 0, _("Yellow cells may be changed; the others are computed."))
    sheet.text(3, 0, _("Covered workers"))
    sheet.number(3, 1, standing.covered, f"{COUNT} input")
    sheet.text(4, 0, _("Workers"))
    sheet.number(4, 1, standing.workers, f"{COUNT} input")
    sheet.text(5, 0, told.target_text(found.gap.target))
    sheet.number(5, 1, share.numerator, f"{COUNT} input")
    sheet.text(5, 2, _("of"))
    sheet.number(5, 3, share.denominator, f"{COUNT} input")
    sheet.text(6, 0, _("Workers missing to the target"))
    sheet.formula(6, 1, "=MAX(0,-INT(-(B6*B5/D6))-B4)", found.gap.workers)
    sheet.text(7, 0, _("Residents a village"))
    sheet.number(7, 1, asked.quota, f"{COUNT} input")
    sheet.text(8, 0, _("On places budgeted already"))
    last = len(found.villages) + 1
    free = f"SUM({VILLAGES}!G2:G{last})" if found.villages else "0"
    sheet.formula(8, 1, f"=MIN(B7,{free})", found.free)
    sheet.text(9, 0, _("New places in the villages"))
    places = f"=SUM({VILLAGES}!H2:H{last})" if found.villages else "=0"
    sheet.formula(9, 1, places, sum(one.new for one in found.villages))


def _sources(sheet: Sheet, found: Outlook, lines: list[SourceLine]) -> None:
    """Write the sources, the cheapest first, and what they come to."""
    heads = (
        *(_("Source"), _("Left after commitments"), _("One worker, all months"), _("Months"), _("Villages")),
        *(_("Could pay for"), _("In the plan"), _("Costs"), _("Points gained"), _("Left after the plan")),
    )
    sheet.text(
        FIRST_SOURCE - 2, 0, _("Sources, the cheapest first; the order does not change by itself."), "bold"
    )
    for column, head in enumerate(heads):
        sheet.text(FIRST_SOURCE - 1, column, head, "bold")
    left, places = found.gap.workers - found.free, sum(one.new for one in found.villages)
    for number, line in enumerate(lines):
        could = _could(line, places)
        taken = min(could, left) if _pays_long_enough(found) else 0
        _source(sheet, found, FIRST_SOURCE + number, number, line, could, taken)
        left -= taken
        places -= could if line.source.is_of_villages else 0
    end = FIRST_SOURCE + len(lines)
    _totals(sheet, found, end, left)


def _source(
    sheet: Sheet, found: Outlook, row: int, number: int, line: SourceLine, could: int, taken: int
) -> None:
    """Write one source; `of` is 1 for village money, which the places of the villages limit."""
    at, first = row + 1, FIRST_SOURCE + 1
    per_worker, rates = line.offer.per_worker.amount, f"{RATES}!{xl_col_to_name(number + 1)}"
    end = line.offer.months + 1
    sheet.text(row, 0, told.source_text(line.source))
    sheet.number(row, 1, line.source.left, f"{RUPIAH} input")
    sheet.formula(row, 2, f"=SUM({rates}2:{rates.partition('!')[2]}{end})", per_worker, RUPIAH)
    sheet.number(row, 3, line.offer.months)
    sheet.number(row, 4, int(line.source.is_of_villages))
    above = f"SUMPRODUCT(E{first}:E{row},F{first}:F{row})" if number else "0"
    money = f"INT(B{at}/C{at})"
    sheet.formula(row, 5, f"=IF(E{at}=1,MAX(0,MIN({money},B$10-{above})),{money})", could)
    before = f"SUM(G{first}:G{row})" if number else "0"
    least = found.question.terms.least_months
    sheet.formula(row, 6, f"=IF(D{at}<{least},0,MAX(0,MIN(F{at},B$7-B$9-{before})))", taken)
    sheet.formula(row, 7, f"=G{at}*C{at}", taken * per_worker, RUPIAH)
    points = found.gap.standing.points(taken)
    sheet.formula(row, 8, f"=100*G{at}/B$5", float(points), POINTS)
    sheet.formula(row, 9, f"=B{at}-H{at}", line.source.left - taken * per_worker, RUPIAH)


def _totals(sheet: Sheet, found: Outlook, end: int, missing: int) -> None:
    first = FIRST_SOURCE + 1
    taken = f"SUM(G{first}:G{end})" if end > FIRST_SOURCE else "0"
    cost = f"=SUM(H{first}:H{end})" if end > FIRST_SOURCE else "=0"
    rows = (
        (_("Paid for by the sources"), f"={taken}", found.plan.workers, COUNT),
        (_("Costs"), cost, found.cost.amount, RUPIAH),
        (_("Without a payer"), f"=MAX(0,B7-B9-{taken})", missing, COUNT),
        (_("Today"), "=B4/B5", _share(found.gap.standing.rate), SHARE),
        (_("Leads to"), f"=(B4+B9+{taken})/B5", _share(found.after), SHARE),
    )
    for number, (label, formula, value, kind) in enumerate(rows, end + 1):
        sheet.text(number, 0, label, "bold")
        sheet.formula(number, 1, formula, value, kind)
    sheet.text(end + 7, 0, told.table_text(shipped_rates()))


def _villages(sheet: Sheet, found: Outlook, regions: Mapping[str, Region]) -> None:
    """Write one row a village: free places, new places under the quota, and the money for these."""
    heads = (
        *(_("Code"), _("Village"), _("District"), _("Budgeted"), _("Budgeted in every month"), _("Enrolled")),
        *(_("Free places"), _("New places"), _("New money")),
    )
    for column, head in enumerate(heads):
        sheet.text(0, column, head, "bold")
    sheet.sheet.set_column(0, 8, 16)
    sheet.sheet.freeze_panes(1, 2)
    per_worker = xl_rowcol_to_cell(found.question.terms.months + 1, 0 + _public_column(found), row_abs=True)
    for row, one in enumerate(found.villages, start=1):
        region, at, village = regions.get(one.village.code), row + 1, one.village
        is_desa = int(village.kind is VillageKind.DESA)
        sheet.text(row, 0, village.code)
        sheet.text(row, 1, region.name if region else village.code)
        sheet.text(row, 2, region.parent.name if region and region.parent else "")
        for column, value in ((3, village.budgeted), (4, village.placed), (5, village.enrolled)):
            sheet.number(row, column, value, f"{COUNT} input")
        sheet.formula(row, 6, f"={is_desa}*MAX(0,E{at}-F{at})", one.free)
        asks = int(found.question.ask_all)
        opens = f"IF(OR(D{at}>0,{asks}=1),{is_desa},0)"
        sheet.formula(row, 7, f"={opens}*MAX(0,{PLAN}!B$8-F{at}-G{at})", one.new)
        sheet.formula(row, 8, f"=H{at}*{RATES}!{per_worker}", one.rupiah, RUPIAH)


def _rates(sheet: Sheet, found: Outlook, lines: list[SourceLine]) -> None:
    """Write what one worker costs each source month by month, and last a public budget."""
    months = found.public.months
    sheet.text(0, 0, _("Month"), "bold")
    sheet.sheet.set_column(0, len(lines) + 1, 18)
    columns = [*((told.source_text(line.source), line.offer.one_worker) for line in lines)]
    columns.append((_("Public budget"), found.public))
    for row, one in enumerate(months, start=1):
        sheet.text(row, 0, str(one.month))
    end = len(months) + 1
    sheet.text(end, 0, _("Total"), "bold")
    for column, (name, premium) in enumerate(columns, start=1):
        letter = xl_col_to_name(column)
        sheet.text(0, column, name, "bold")
        for row, one in enumerate(premium.months, start=1):
            sheet.number(row, column, one.per_worker.amount, f"{RUPIAH} input")
        sheet.formula(end, column, f"=SUM({letter}2:{letter}{end})", premium.per_worker.amount, RUPIAH)


def _public_column(found: Outlook) -> int:
    return len(found.offers) + 1


def _could(line: SourceLine, places: int) -> int:
    most = line.source.left // line.offer.per_worker.amount
    return min(most, places) if line.source.is_of_villages else most


def _pays_long_enough(found: Outlook) -> bool:
    return found.question.terms.months >= found.question.terms.least_months


def _share(rate: Any) -> float:
    return float(rate.share or 0)
