"""A list as a real table: sorted, filtered and paged by the query string, and saved as Excel.

    table = Table(caption=…, columns=[Column("name", _("Name"), sort="name"), …], rows=queryset_or_list)
    return respond(request, table, "room/page.html", {…})
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, kw_only=True)
class _Options:
    value: Callable[[Row], object] | None = None
    sort: bool | str | Callable[[Row], Any] = True
    numeric: bool = False
    link: Callable[[Row], str] | None = None
    tone: Callable[[Row], str] | None = None
    export: Callable[[Row], object] | None = None


@dataclass(frozen=True)
class Column(_Options):
    """One column: `key` of the row, head, and what is shown, linked, sorted by and exported."""

    key: str = ""
    label: Text = ""

    def __init__(self, key: str, label: Text, **options: Any) -> None:
        super().__init__(**options)
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "label", label)
