"""`{% figure figure %}`: a drawing with its legend, notes, source line and table twin."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from paritrana.ui.charts.figure import Figure
from paritrana.ui.charts.swatches import swatch as mark

register = template.Library()


@register.inclusion_tag("ui/parts/figure.html", name="figure")
def show_figure(figure: Figure, *, table: bool = True, source: bool = True) -> dict[str, Any]:
    """The whole figure; `table=False`, `source=False` where the page shows these itself, beside it."""
    return {"figure": figure, "table": figure.twin if table else None, "shows_source": source}


@register.simple_tag
def swatch(name: str, ids: str) -> SafeString:
    """The mark of one legend entry; a hatch borrows the pattern of the drawing with these `ids`."""
    drawing = f'<svg class="swatch" viewBox="0 0 40 24" aria-hidden="true">{mark(name, ids)}</svg>'
    return mark_safe(drawing)
