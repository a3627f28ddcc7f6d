"""Lists of this room: runs, rankings, changes between runs, feedback, published editions."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.results.models import Publication, RankingRun
from paritrana.apps.results.queries.compared import Change
from paritrana.apps.results.queries.runs import RankedCategory
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table
from paritrana.ui.templatetags.ui import title_of


def runs(edition: Edition, rows: Sequence[RankingRun]) -> Table:
    """Return the runs of an edition, the newest first; each row has `decided` and `ranked` counts."""
    return Table(
        caption=_("Computed rankings"),
        file_name=f"perhitungan-{edition.slug}",
        rows=rows,
        columns=[
            Column(
                "number",
                _("Run"),
                value=lambda row: gettext("Run %(number)s") % {"number": row.number},
                export=lambda row: row.number,
                link=lambda row: reverse("results:run-detail", args=[edition.slug, row.number]),
            ),
            Column("run_at", _("Computed"), value=lambda row: formats.moment(row.run_at, edition.zone)),
            Column("run_by", _("By"), value=lambda row: str(row.run_by), sort=False),
            Column(
                "decided",
                _("Decided"),
                value=lambda row: (
                    gettext("%(decided)s of %(ranked)s categories")
                    % {"decided": row.decided, "ranked": row.ranked}
                ),
                sort=False,
            ),
            Column(
                "result_sha256",
                _("Hash of the result"),
                value=lambda row: f"{row.result_sha256[:12]}…",
                export=lambda row: row.result_sha256,
                sort=False,
            ),
        ],
        empty=(_("No ranking yet"), _("Compute it as soon as every round is opened.")),
    )


def ranking(edition: Edition, categories: Iterable[RankedCategory]) -> Table:
    """Return every line of a ranking, made for Excel: all categories in one sheet."""
    rows = [
        {
            "category": title_of(one.category.title),
            "rank": row.rank,
            "entrant": row.name,
            "score": Decimal(row.score),
            "score_exact": row.score_exact,
            "tie": row.tie_words,
            "award": "; ".join([row.award_words, *(prize.words for prize in row.prizes)]).removeprefix("; "),
        }
        for one in categories
        for row in one.rows
    ]
    return Table(
        caption=_("Ranking"),
        file_name=f"hasil-{edition.slug}",
        rows=rows,
        columns=[
            Column("category", _("Category")),
            Column("rank", _("Rank"), numeric=True),
            Column("entrant", _("Entrant")),
            Column("score", _("Score"), numeric=True),
            Column("score_exact", _("Exact score")),
            Column("tie", _("Equals")),
            Column("award", _("Award")),
        ],
        empty=(_("Nobody is ranked yet"), _("Compute the ranking as soon as every round is opened.")),
    )


def changes(edition: Edition, rows: Sequence[Change]) -> Table:
    """Return two runs side by side."""
    return Table(
        caption=_("Entrants in both runs"),
        file_name=f"banding-{edition.slug}",
        rows=rows,
        columns=[
            Column("name", _("Entrant")),
            Column("category", _("Category"), value=lambda row: title_of(row.category.title), sort=False),
            Column("rank_before", _("Earlier rank"), numeric=True),
            Column("rank_after", _("Later rank"), numeric=True),
            Column("score_before", _("Earlier exact score"), sort=False),
            Column("score_after", _("Later exact score"), sort=False),
            Column(
                "is_changed",
                _("Difference"),
                value=lambda row: gettext("Different") if row.is_changed else gettext("The same"),
                tone=lambda row: "warn" if row.is_changed else "neutral",
            ),
        ],
        empty=(_("Nothing to compare"), _("Choose two runs.")),
    )


def feedback(edition: Edition, rows: Sequence[Nomination]) -> Table:
    """Return every judged entrant and whether feedback was written; each row has `written_at`."""
    return Table(
        caption=_("Judged entrants"),
        file_name=f"umpan-balik-{edition.slug}",
        rows=rows,
        columns=[
            Column(
                "organisation__name",
                _("Entrant"),
                value=lambda row: row.organisation.name,
                link=lambda row: reverse("results:feedback-write", args=[edition.slug, row.pk]),
            ),
            Column(
                "category",
                _("Category"),
                value=lambda row: title_of(edition.rulebook.category(row.category).title),
            ),
            Column(
                "written_at",
                _("Feedback"),
                value=lambda row: gettext("Written") if row.written_at else gettext("Not written yet"),
                tone=lambda row: "good" if row.written_at else "neutral",
            ),
        ],
        search=["organisation__name"],
        empty=(_("Nobody was judged yet"), _("Feedback is written for complete dossiers.")),
    )


def publications(rows: Iterable[Publication]) -> Table:
    """Return every published edition."""
    return Table(
        caption=_("Published results"),
        file_name="hasil",
        rows=list(rows),
        columns=[
            Column(
                "edition__title_id",
                _("Edition"),
                value=lambda row: title_of(row.edition.title),
                link=lambda row: reverse("results:edition", args=[row.edition.slug]),
            ),
            Column(
                "edition__region",
                _("Region"),
                value=lambda row: row.edition.region.name if row.edition.region else gettext("National"),
                sort=False,
            ),
            Column(
                "published_at",
                _("Published"),
                value=lambda row: formats.moment(row.published_at, row.edition.zone),
            ),
        ],
        search=["edition__title_id", "edition__title_en"],
        empty=(
            _("No result is public yet"),
            _("The calendar of each edition says when its result comes."),
            "/penyelenggaraan",
            _("See the editions"),
        ),
    )
