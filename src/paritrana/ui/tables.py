"""A list as a real table: sorted, filtered and paged by the query string, and saved as Excel.

table = Table(caption=…, columns=[Column("name", _("Name"), sort="name"), …], rows=queryset_or_list)
return respond(request, table, "room/page.html", {…})
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import xlsxwriter
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext

from paritrana.ui import formats

Text = str | Promise
Row = Any
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXCEL_DIGITS = 15


def fetch(row: Row, path: str) -> object:
    """The value at `path` ("entrant__name") of a dict or an object; methods without arguments are called."""
    for part in path.split("__"):
        row = row.get(part) if isinstance(row, Mapping) else getattr(row, part, None)
        if callable(row):
            row = row()
    return row


@dataclass(frozen=True)
class Column:
    """One column: `key` of the row, its head, and what is shown, linked, sorted by and exported."""

    key: str
    label: Text
    _: KW_ONLY
    value: Callable[[Row], object] | None = None
    sort: bool | str | Callable[[Row], Any] = True
    numeric: bool = False
    link: Callable[[Row], str | None] | None = None
    tone: Callable[[Row], str] | None = None
    export: Callable[[Row], object] | None = None

    def shown(self, row: Row) -> str:
        value = self.value(row) if self.value else fetch(row, self.key)
        if value is None or value == "":
            return formats.NOTHING
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        if isinstance(value, int | Decimal | Fraction):
            return formats.number(value)
        if isinstance(value, datetime):
            return f"{formats.day_short(value)} {formats.clock(value)}"
        return formats.day_short(value) if isinstance(value, date) else str(value)

    def exported(self, row: Row) -> object:
        return self.export(row) if self.export else self.value(row) if self.value else fetch(row, self.key)

    def order(self, row: Row) -> tuple[bool, Any]:
        """A key that sorts rows of a list; nothing goes last."""
        value = self.sort(row) if callable(self.sort) else fetch(row, self.key)
        return (value is None, value.casefold() if isinstance(value, str) else value)


@dataclass(frozen=True)
class Cell:
    text: str
    label: Text
    url: str = ""
    tone: str = ""
    numeric: bool = False
    heads_row: bool = False


@dataclass(frozen=True)
class Head:
    label: Text
    numeric: bool
    url: str = ""
    sorted: str = ""  # "", ascending or descending, as aria-sort says it


@dataclass(frozen=True)
class Table:
    """What a list shows; `bound` puts it together with one request."""

    caption: Text
    columns: Sequence[Column]
    rows: QuerySet[Any] | Iterable[Row]
    _: KW_ONLY
    search: Sequence[str] = ()
    empty: tuple[Text, ...] = ()
    per_page: int = 50
    file_name: str = ""
    prefix: str = ""
    totals: Mapping[str, object] = field(default_factory=dict)
    cards: bool = True

    def bound(self, query: QueryDict) -> BoundTable:
        return BoundTable(self, query)


class BoundTable:
    """One table under one query string: `page`, `heads`, `lines`, `words` (the search text)."""

    def __init__(self, table: Table, query: QueryDict) -> None:
        self.table, self.query = table, query
        self.words = query.get(self.name("cari"), "").strip()
        self.order = query.get(self.name("urut"), "")
        self.selected = self._sorted(self._filtered())
        self.page: Page[Any] = Paginator(self.selected, table.per_page).get_page(query.get(self.name("hal")))
        self.page_name = self.name("hal")

    def name(self, word: str) -> str:
        return f"{self.table.prefix}{word}"

    @property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.table.columns]

    @property
    def lines(self) -> list[list[Cell]]:
        return [self._cells(row) for row in self.page.object_list]

    @property
    def foot(self) -> list[Cell]:
        """The row of totals, or nothing."""
        totals, columns = self.table.totals, self.table.columns
        if not totals:
            return []
        texts = [totals.get(column.key, "") for column in columns]
        shown = [formats.number(t) if isinstance(t, int | Decimal | Fraction) else str(t) for t in texts]
        return [
            Cell(text, column.label, numeric=column.numeric, heads_row=not place)
            for place, (text, column) in enumerate(zip(shown, columns, strict=True))
        ]

    @property
    def other_query(self) -> list[tuple[str, str]]:
        """What the search form must carry along: everything but the words and the page."""
        own = {self.name("cari"), self.name("hal"), "format"}
        return [(key, value) for key, values in self.query.lists() if key not in own for value in values]

    def _filtered(self) -> QuerySet[Any] | list[Row]:
        rows, words = self.table.rows, self.words
        if isinstance(rows, QuerySet):
            for word in words.split() if self.table.search else ():
                rows = rows.filter(_any_of(self.table.search, word))
            return rows
        listed = list(rows)
        if not words or not self.table.search:
            return listed
        wanted = words.casefold().split()
        return [row for row in listed if all(word in self._haystack(row) for word in wanted)]

    def _haystack(self, row: Row) -> str:
        return " ".join(str(fetch(row, key) or "") for key in self.table.search).casefold()

    def _sorted(self, rows: QuerySet[Any] | list[Row]) -> QuerySet[Any] | list[Row]:
        key = self.order.removeprefix("-")
        column = next((c for c in self.table.columns if c.key == key and self._sortable(c)), None)
        if column is None:
            return rows
        if isinstance(rows, QuerySet):
            sign = "-" if self.order.startswith("-") else ""
            return rows.order_by(sign + str(column.sort), "pk")
        known = [row for row in rows if not column.order(row)[0]]
        unknown = [row for row in rows if column.order(row)[0]]
        return sorted(known, key=column.order, reverse=self.order.startswith("-")) + unknown

    def _sortable(self, column: Column) -> bool:
        return isinstance(column.sort, str) if isinstance(self.table.rows, QuerySet) else bool(column.sort)

    def _head(self, column: Column) -> Head:
        if not self._sortable(column):
            return Head(column.label, column.numeric)
        now = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.order, "")
        query = self.query.copy()
        query.pop(self.name("hal"), None)
        query[self.name("urut")] = f"-{column.key}" if now == "ascending" else column.key
        return Head(column.label, column.numeric, "?" + query.urlencode(), now)

    def _cells(self, row: Row) -> list[Cell]:
        return [
            self._cell(row, column, heads_row=not place) for place, column in enumerate(self.table.columns)
        ]

    def _cell(self, row: Row, column: Column, *, heads_row: bool) -> Cell:
        text = column.shown(row)
        tone = (column.tone(row) or "neutral") if column.tone and text != formats.NOTHING else ""
        return Cell(
            text=text,
            label=column.label,
            url=(column.link(row) or "") if column.link else "",
            tone=tone,
            numeric=column.numeric,
            heads_row=heads_row,
        )

    def excel(self) -> bytes:
        """Every selected row (not only this page) as a workbook; texts can never become formulas."""
        target = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(target, options) as book:
            sheet = book.add_worksheet()
            bold, dated = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
            for place, column in enumerate(self.table.columns):
                sheet.write_string(0, place, str(column.label), bold)
                sheet.set_column(place, place, 14 if column.numeric else 28)
            sheet.freeze_panes(1, 1)
            for line, row in enumerate(self.selected, start=1):
                for place, column in enumerate(self.table.columns):
                    _write(sheet, (line, place), column.exported(row), dated)
        return target.getvalue()


def respond(
    request: HttpRequest,
    table: Table,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The page with the bound table as `table`, or its workbook when the query says format=xlsx."""
    bound = table.bound(request.GET)
    if request.GET.get("format") == "xlsx":
        name = slugify(table.file_name or str(table.caption)) or "tabel"
        response = HttpResponse(bound.excel(), content_type=EXCEL)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response
    return render(request, template, {**(context or {}), "table": bound}, status=status)


def _any_of(fields: Sequence[str], word: str) -> Q:
    condition = Q()
    for name in fields:
        condition |= Q(**{f"{name}__icontains": word})
    return condition


def _write(sheet: Any, place: tuple[int, int], value: object, dated: Any) -> None:
    if isinstance(value, datetime):
        sheet.write_string(*place, f"{formats.day_short(value)} {formats.clock(value)}")
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, dated)
    elif isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool) and _fits_excel(value):
        sheet.write_number(*place, float(value))
    elif value is not None:
        sheet.write_string(*place, str(value))


def _fits_excel(value: int | Decimal | Fraction) -> bool:
    """Excel keeps 15 significant digits; longer numbers go as text."""
    exact = Fraction(value)
    return abs(exact) < 10**EXCEL_DIGITS and (
        exact.denominator == 1
        or not isinstance(value, Decimal)
        or len(value.as_tuple().digits) <= EXCEL_DIGITS
    )
