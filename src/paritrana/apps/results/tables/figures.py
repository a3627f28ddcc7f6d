"""The drawings of a judged category, each with its table."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from paritrana.apps.results.queries.jurors import Spread
from paritrana.apps.results.queries.method_report import Firmness
from paritrana.apps.results.queries.runs import RankedCategory
from paritrana.core.rulebook import Stage
from paritrana.ui import charts, formats
from paritrana.ui.charts import Figure
from paritrana.ui.formats import title_of

MOST = 40  # entrants drawn; tables and lists have all


def spans(firm: Firmness) -> Figure:
    """Return the usual ranks of every entrant beside its official rank."""
    rows = [
        charts.RankSpan(one.name, one.standing.rank, one.standing.rank_low, one.standing.rank_high)
        for one in firm.lines[:MOST]
    ]
    source = _("{worlds} worlds; seed {seed}…").format(
        worlds=formats.number(firm.report.worlds), seed=firm.seed[:12]
    )
    return charts.rank_spans(rows, title=_("Where ranks lie in nine worlds of ten"), source=source)


def contributions(ranked: RankedCategory) -> Figure:
    """Return what each criterion gave to each score."""
    rows = [
        charts.ScoreParts(
            row.name,
            tuple(
                (title_of(part.criterion.title), None if part.points is None else part.score_part)
                for part in row.parts
            ),
            tuple((fair_title(change.stage), change.score_part) for change in row.changes),
        )
        for row in ranked.rows[:MOST]
    ]
    source = (
        _("The bars leave out the change by the fair value; score and table have it.")
        if ranked.changed_stages
        else ""
    )
    return charts.score_parts(rows, title=_("What each criterion gave to the score"), source=source)


def fair_title(stage: Stage) -> str:
    """Return the name of the line that the fair value of a stage adds."""
    return _("Fair value: %(stage)s") % {"stage": title_of(stage.title)}


def spread(rows: Sequence[Spread]) -> Figure:
    """Return what each juror gave to each entrant."""
    given = [charts.Given(one.name, one.given) for one in rows[:MOST]]
    return charts.juror_spread(given, title=_("What each juror gave, by the number of the seat"))


def weights(firm: Firmness) -> Figure:
    """Return the weight of each criterion in the rules and what it did."""
    report = firm.report
    rows = [
        charts.WeightPair(title_of(report.category.criterion(name).title), nominal, report.effective[name])
        for name, nominal in report.nominal.items()
    ]
    return charts.weights_beside(rows, title=_("Weight in the rules and what it did"))
