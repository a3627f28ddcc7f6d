"""An edition under a rulebook of format /2 that uses nearly every key, judged to the end."""

from types import SimpleNamespace

from tests.factories import awards, judging, results
from tests.factories.kept import kept

from paritrana.apps.judging.states import TieKind
from paritrana.apps.nominations.rules import SIZE

BOOK = """\
format = "paritrana-rulebook/2"
id = "lengkap-2023"
version = 1
title = { id = "Paritrana Award periode 2023, aturan format 2", en = "Paritrana Award, rulebook of format 2" }
example = true
level = "province"
region = "71"
period = { start = "2023-01-01", end = "2023-12-31" }

[committee]
quorum = 2
seats = [
  { id = "chair", office = "provincial_secretary", count = 1 },
  { id = "secretary", office = "bpjs_head", count = 1 },
  { id = "expert", office = "law_expert", count = 3 },
]

[[category]]
id = "regency-city"
title = { id = "Pemerintah Kabupaten/Kota", en = "Regency and city governments" }
entrant = "regency_city"
quota = 2
finalists = 4
winners = 1
consolation = 2
province_cap = 2
forward = 1
size_classes = ["kecil", "besar"]
ties = ["dimension:reach", "worst_dimension", "joint"]
jury = { aggregate = "mean", min_jurors = 2, fair_mode = "official" }

[[category.stage]]
id = "data"
title = { id = "Data", en = "Data" }
weight_bp = 4000
[[category.stage.dimension]]
id = "reach"
title = { id = "Jangkauan", en = "Reach" }
weight_bp = 6000
[[category.stage.dimension]]
id = "rules"
title = { id = "Kebijakan", en = "Policy" }
weight_bp = 4000
[[category.stage.criterion]]
id = "coverage"
title = { id = "Cakupan pekerja", en = "Worker coverage" }
kind = "measure"
dimension = "reach"
weight_bp = 10000
goalposts = ["0", "1"]
goalposts_by_size = { kecil = ["0", "0.8"] }
small = { rule = "shrink", kappa = 50, prior = "0.40" }
evidence = "required"
[[category.stage.criterion]]
id = "regulation"
title = { id = "Peraturan daerah", en = "Regional regulation" }
kind = "ladder"
dimension = "rules"
weight_bp = 10000
levels = [ { id = "none", points = 0 }, { id = "perda", points = 100 } ]

[[category.stage]]
id = "interview"
title = { id = "Wawancara", en = "Interview" }
weight_bp = 6000
entrants = "finalists"
[[category.stage.criterion]]
id = "innovation"
title = { id = "Inovasi", en = "Innovation" }
kind = "rubric"
weight_bp = 6000
scale = [0, 10]
anchors = { "0" = "Belum ada", "10" = "Ditiru daerah lain" }
[[category.stage.criterion]]
id = "leadership"
title = { id = "Kepemimpinan", en = "Leadership" }
kind = "rubric"
weight_bp = 4000
scale = [0, 10]
anchors = { "0" = "Tidak tampak", "10" = "Menggerakkan semua pihak" }

[[prize]]
id = "best-coverage"
title = { id = "Cakupan terbaik", en = "Best coverage" }
on = "criterion:coverage"
per = "zone"
among = "others"

[[prize]]
id = "best-innovation"
title = { id = "Inovasi terbaik", en = "Best innovation" }
on = "criterion:innovation"
"""
COUNTS = ((30_000, 60_000), (22_000, 40_000), (180, 300), (9_000, 30_000), (2_000, 40_000), (700, 2_000))
SIZES = ("besar", "besar", "kecil", "besar", "besar", "kecil")
# The marks of five jurors for the four finalists: the second is strict, the fourth mild, on all alike; the
# second stands back from the third entrant, which the fair value therefore lowers.
MARKS = (
    ("8", "7", "7", "5"),
    ("5", "4", "4", "2"),
    ("8", "8", "7", "4"),
    ("10", "8", "9", "7"),
    ("7", "7", "7", "5"),
)


def make_judged(*, sizes: tuple[str, ...] = SIZES, text: str = BOOK) -> SimpleNamespace:
    """Return the world of `_judged`, made once for the same options."""
    return kept(f"two {sizes} {text}", lambda: _judged(sizes, text))


def _judged(sizes: tuple[str, ...], text: str) -> SimpleNamespace:
    """Return an edition with six entrants of which four passed to the interview, marked and opened.

    sizes: the verified size class of each entrant, empty for none.
    """
    edition = awards.make_edition(text=text)
    office = awards.secretary_of(edition)
    entrants = judging.make_entrants(edition, len(COUNTS))
    for nomination, (part, whole), size in zip(entrants, COUNTS, sizes, strict=True):
        figure = results.verify(nomination, f"{part}/{whole}", by=office)
        figure.numerator, figure.denominator = part, whole
        figure.save(update_fields=["numerator", "denominator"])
        if size:
            results.verify(nomination, size, criterion=SIZE, by=office)
        results.answer(nomination, "regulation", "perda", by=office)
    tie = {judging.jurors_of(edition)[1]: {entrants[2]: TieKind.OWN_REGION}}
    judging.declare_all(edition, ties_of=tie)
    round = judging.make_round(edition)
    finalists = judging.queries.entrants_of(round)
    for juror, own in zip(judging.jurors_of(edition), MARKS, strict=True):
        judging.lock_all(round, jurors=[juror], marks=dict(zip(finalists, own, strict=False)))
    judging.open_up(round)
    chair, *jurors = judging.jurors_of(edition)
    return SimpleNamespace(
        edition=edition, office=office, chair=chair, jurors=jurors, entrants=entrants, round=round
    )


def make_published() -> SimpleNamespace:
    """Return the judged world, ranked, reported, confirmed and published."""
    world = make_judged()
    world.run = results.report(world, results.run(world))
    results.confirm(world, world.run)
    world.publication = results.publish(world)
    world.edition.refresh_from_db()
    return world
