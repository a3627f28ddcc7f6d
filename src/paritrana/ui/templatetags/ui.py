"""The components and filters of every page; each is shown on the style guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from paritrana.errors import ParitranaError
from paritrana.ui import fields as drawn
from paritrana.ui import formats, refusals
from paritrana.ui.tables import BoundTable
from paritrana.ui.tones import tone_of

register = template.Library()
Text = str | Promise


@register.simple_tag
def icon(name: str, label: Text = "") -> SafeString:
    """One icon of the sprite; with a label it speaks, without it is silent."""
    place = static("ui/icons.svg")
    if label:
        named = '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>'
        return format_html(named, label, place, name)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', place, name)


@register.simple_tag
def tag(state: str, label: Text) -> SafeString:
    """A status word in the colour of its tone."""
    return format_html('<span class="tag tag-{}">{}</span>', tone_of(state), label)


@register.simple_tag
def crumb(label: Text, url: str = "") -> SafeString:
    """One breadcrumb; the page itself has no url."""
    if url:
        return format_html('<li class="breadcrumb-item"><a href="{}">{}</a></li>', url, label)
    return format_html('<li class="breadcrumb-item active" aria-current="page">{}</li>', label)


@register.inclusion_tag("ui/parts/page_header.html")
def page_header(title: Text, lead: Text = "", kicker: Text = "") -> dict[str, Any]:
    return {"title": title, "lead": lead, "kicker": kicker}


NOTICE_ICONS = {"good": "circle-check", "warn": "alert-triangle", "bad": "alert-circle", "gold": "trophy"}


@register.inclusion_tag("ui/parts/notice.html")
def notice(tone: str, sentence: Text, title: Text = "") -> dict[str, Any]:
    tone = tone_of(tone)
    return {
        "tone": tone,
        "sentence": sentence,
        "title": title,
        "icon_name": NOTICE_ICONS.get(tone, "info-circle"),
    }


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: Text, sentence: Text = "", url: str = "", label: Text = "") -> dict[str, Any]:
    return {"title": title, "sentence": sentence, "url": url, "label": label}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """A control with its label, hint and error tied together; see fields.draw for the options."""
    return drawn.draw(bound, **options)


@register.inclusion_tag("ui/parts/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    return {"form": form}


@register.inclusion_tag("ui/parts/form_errors.html")
def form_errors(form: BaseForm | BaseFormSet[Any]) -> dict[str, Any]:
    """The summary of everything to mend, each line a link to its field."""
    return {"faults": drawn.faults(form)}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any], name: str = "hal") -> dict[str, Any]:
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        (number if isinstance(number, int) else None, keep_query(context, **{name: number}))
        for number in numbers
    ]
    return {
        "page": page,
        "links": links,
        "before": keep_query(context, **{name: page.number - 1}),
        "after": keep_query(context, **{name: page.number + 1}),
    }


@register.inclusion_tag("ui/parts/export_link.html", takes_context=True)
def export_link(context: template.Context, label: Text = "") -> dict[str, Any]:
    return {"url": keep_query(context, format="xlsx", hal=None), "label": label}


@register.inclusion_tag("ui/parts/steps.html")
def steps(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {"items": [{**item, "tone": tone_of(item.get("tone", "neutral"))} for item in items]}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, total: int, label: Text = "") -> dict[str, Any]:
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("ui/parts/copy.html")
def copy(text: str, label: Text = "") -> dict[str, Any]:
    return {"text": text, "label": label or _("Copy"), "long": len(str(text)) > 90 or "\n" in str(text)}


@register.inclusion_tag("ui/parts/summary_row.html")
def summary_row(label: Text, value: object = "", url: str = "", action: Text = "") -> dict[str, Any]:
    return {
        "label": label,
        "value": formats.NOTHING if value in (None, "") else value,
        "url": url,
        "action": action,
    }


@register.inclusion_tag("ui/parts/funnel.html")
def funnel(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    listed = list(items)
    return {"items": listed, "most": max((int(item["count"]) for item in listed), default=0) or 1}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {"items": items}


@register.inclusion_tag("ui/parts/countdown.html")
def countdown(moment: datetime, zone: str = "WIB", other: str = "WIB") -> dict[str, Any]:
    """A deadline in words; the script counts down from the server's clock, not the reader's."""
    now = timezone.now()
    return {"moment": moment, "zone": zone, "other": other, "now": now, "is_over": moment <= now}


@register.inclusion_tag("ui/parts/table.html", takes_context=True)
def render_table(context: template.Context, table: BoundTable, *, exported: bool = True) -> dict[str, Any]:
    return {"table": table, "request": context.get("request"), "exported": exported}


@register.inclusion_tag("ui/parts/refusal.html")
def refusal(error: ParitranaError | refusals.Refusal) -> dict[str, Any]:
    """An error's sentence and cure inside a page."""
    told = error if isinstance(error, refusals.Refusal) else refusals.explain(error)
    return {"refusal": told}


@register.simple_tag
def save_state(name: str) -> SafeString:
    """The place where the script says whether a field is saved."""
    return format_html('<span class="save-state" role="status" data-save-state="{}"></span>', name)


@register.inclusion_tag("ui/parts/desk_tabs.html")
def desk_tabs(evidence: Text = "", rubric: Text = "") -> dict[str, Any]:
    return {"evidence": evidence or _("Evidence"), "rubric": rubric or _("Marks")}


@register.inclusion_tag("ui/parts/desk_keys.html")
def desk_keys() -> dict[str, Any]:
    return {}


@register.simple_tag(takes_context=True)
def keep_query(context: template.Context, **changes: object) -> str:
    """The page's query string with some keys changed; None drops a key."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return "?" + query.urlencode()


@register.simple_tag
def percent(part: formats.Exact | None, whole: formats.Exact | None, places: int = 1) -> str:
    return formats.percent(part, whole, places)


@register.filter
def percent_of(part: formats.Exact | None, whole: formats.Exact | None) -> str:
    return formats.percent(part, whole)


@register.filter
def number(value: formats.Exact | None, places: int | None = None) -> str:
    return formats.number(value, places)


@register.filter
def figure(value: str) -> str:
    """A figure as somebody typed it; bare digits get the marks of the page's language."""
    return formats.number(int(value)) if value.isdecimal() else value


@register.filter
def rupiah(value: formats.Exact | None) -> str:
    return formats.rupiah(value)


@register.filter
def day(value: date | None) -> str:
    return formats.day(value)


@register.filter
def day_short(value: date | None) -> str:
    return formats.day_short(value)


@register.filter
def moment(value: datetime | None, zone: str = "WIB") -> str:
    return formats.moment(value, zone)


@register.filter
def clock(value: datetime | None, zone: str = "WIB") -> str:
    return formats.clock(value, zone)


@register.filter
def two_zones(value: datetime | None, zones: str = "WIB") -> str:
    first, _comma, other = zones.partition(",")
    return formats.two_zones(value, first, other or "WIB")


@register.filter
def title_of(titles: object) -> str:
    return formats.title_of(titles)


@register.filter
def filesize_id(count: int | None) -> str:
    return formats.size(count)


@register.filter
def masked(text: str) -> str:
    """Only the last four characters of a number, the rest dots."""
    return "•••• " + str(text)[-4:] if text else formats.NOTHING
