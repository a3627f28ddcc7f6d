"""Charts and maps as SVG text, drawn on the server from plain rows, each with its table.

A function takes rows (`rows.py`: two counts for a rate, never a percent) and words in the page's language and
returns a `Figure` at once; nothing is drawn until `figure.svg` is read, and then once for all visitors: the
drawing is kept on disk by the SHA-256 of everything it depends on (rows, words, language, links, boundaries).
A row that is withheld or missing is hatched and says so; its counts are not asked for.

    figure = choropleth(rows, title=_("Coverage by province"), link=lambda code: reverse("…", args=[code]))
    {% load charts %}{% figure figure %}      SVG inline, legend, note, source line, table in <details>
    figure.table("cakupan")                   a paritrana.ui.tables.Table for respond(): CSV and Excel
    figure.csv()                              the same rows as text
    figure.file_svg(), figure.png(width=1200) for download, heading, legend and source line inside
    figure.digest                             for addresses, ETag and citations

`link` is a function from a region's code to an address; each drawn region is then an ``<a href>``.
`source` is one line below the drawing; `part` and `whole` head the two columns of counts in the table.
"""

from paritrana.ui.charts.bars import ranking, who_pays
from paritrana.ui.charts.figure import Figure, drawn
from paritrana.ui.charts.judged import (
    Given,
    RankSpan,
    ScoreParts,
    WeightPair,
    juror_spread,
    rank_spans,
    score_parts,
    weights_beside,
)
from paritrana.ui.charts.keys import Key
from paritrana.ui.charts.lines import compare, trend
from paritrana.ui.charts.maps import choropleth, regency_map
from paritrana.ui.charts.rows import Part, PeriodRate, RegionRate, Series, Stack, Standing, Target
from paritrana.ui.charts.scale import EVEN_BREAKS, even_groups
from paritrana.ui.charts.stacks import gap_to_target, stacked_segments
from paritrana.ui.charts.tiles import regency_tiles, tile_grid
from paritrana.ui.charts.waterfall import waterfall

__all__ = [
    "EVEN_BREAKS",
    "Figure",
    "Given",
    "Key",
    "Part",
    "PeriodRate",
    "RankSpan",
    "RegionRate",
    "ScoreParts",
    "Series",
    "Stack",
    "Standing",
    "Target",
    "WeightPair",
    "choropleth",
    "compare",
    "drawn",
    "even_groups",
    "gap_to_target",
    "juror_spread",
    "rank_spans",
    "ranking",
    "regency_map",
    "regency_tiles",
    "score_parts",
    "stacked_segments",
    "tile_grid",
    "trend",
    "waterfall",
    "weights_beside",
    "who_pays",
]
