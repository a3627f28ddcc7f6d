"""Running, deciding, publishing, writing feedback: who may, when, and what is kept."""

import hashlib
import io
import zipfile

import pytest
from tests.factories import awards, judging
from tests.factories import results as factory

from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.judging.commands import rounds
from paritrana.apps.judging.models import Round
from paritrana.apps.ledger import commands as ledger_commands
from paritrana.apps.ledger import queries as ledger
from paritrana.apps.nominations.models import VerifiedFigure
from paritrana.apps.nominations.states import State
from paritrana.apps.notices.models import Message
from paritrana.apps.results.commands import decisions, feedback, publication, ranking
from paritrana.apps.results.models import Feedback, Publication, RankingRun, Recipient
from paritrana.apps.results.queries import runs
from paritrana.core.ranking import contributions_csv, excluded_csv, rank_book, ranking_csv
from paritrana.core.scoring import read_marks, read_values
from paritrana.errors import BadInput, DataFaults, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
CATEGORY = factory.CATEGORY


@pytest.fixture
def world():
    return factory.make_judged()


def events(edition):
    return [one.event for one in ledger.entries_of(edition.ledger_log)]


# --- the run ---


def test_a_run_ranks_by_verified_figures_answers_and_opened_marks(world):
    made = factory.run(world)
    first, second, third = world.entrants
    # 0.4 · (0.7 · share + 0.3 · 1) + 0.6 · mark/5, out of 100
    assert made.ranking_csv == (
        "category,rank,entrant,score,score_exact,tie_rule\n"
        f"{CATEGORY},1,{second.entrant_id},75.40,377/5,\n"
        f"{CATEGORY},2,{first.entrant_id},59.20,296/5,\n"
        f"{CATEGORY},3,{third.entrant_id},43.00,43/1,\n"
    )
    assert made.number == 1
    assert made.rulebook_hash == world.edition.rulebook.hash
    outputs = made.ranking_csv + made.contributions_csv + made.excluded_csv
    assert made.result_sha256 == hashlib.sha256(outputs.encode()).hexdigest()
    assert events(world.edition)[-1] == "ranking.run"


def test_the_kept_files_are_what_the_command_line_takes_and_gives(world):
    made = factory.run(world)
    values = read_values(made.values_csv.encode())
    marks = read_marks(made.marks_csv.encode())
    assert not values.faults
    assert not marks.faults
    again = rank_book(world.edition.rulebook, values.cells, marks.cells)
    assert (ranking_csv(again), contributions_csv(again), excluded_csv(again)) == (
        made.ranking_csv,
        made.contributions_csv,
        made.excluded_csv,
    )


def test_a_second_run_on_the_same_data_gives_the_same_files(world):
    one, two = factory.run(world), factory.run(world)
    assert (one.number, two.number) == (1, 2)
    assert one.result_sha256 == two.result_sha256


def test_the_chair_may_run_it_too(world):
    assert ranking.run(edition=world.edition, by=world.chair).number == 1


def test_nothing_is_ranked_while_a_round_is_sealed():
    world = factory.make_judged(opened=False)
    with pytest.raises(RuleRefused, match=r"results.rounds_sealed") as refused:
        factory.run(world)
    assert refused.value.facts["rounds"] == f"{CATEGORY}/interview"
    rounds.open_round(round=world.round, by=world.chair)
    assert factory.run(world).number == 1


def test_nothing_is_ranked_where_nobody_stands():
    edition = awards.make_edition()
    with pytest.raises(RuleRefused, match=r"results.nobody_stands"):
        ranking.run(edition=edition, by=awards.secretary_of(edition))


@pytest.mark.parametrize("who", ["juror", "entrant", "stranger", "nobody"])
def test_others_may_not_run_it(world, who):
    people = {
        "juror": world.jurors[0],
        "entrant": factory.entrant_user(world.entrants[0]),
        "stranger": awards.make_user(),
        "nobody": None,
    }
    with pytest.raises(NotPermitted, match=r"results.not_secretariat_or_chair"):
        ranking.run(edition=world.edition, by=people[who])
    assert not RankingRun.objects.exists()


def test_faulty_data_are_told_all_at_once_and_no_run_is_kept(world):
    for nomination in world.entrants[:2]:
        nomination.verified_figures.update(value="banyak")
    with pytest.raises(DataFaults) as faulty:
        factory.run(world)
    assert len(faulty.value.faults) == 2
    assert not RankingRun.objects.exists()


def test_an_entrant_taken_back_is_ranked_no_more_though_it_was_marked(world):
    gone = world.entrants[1]
    gone.state = State.RETURNED
    gone.save()
    made = factory.run(world)
    assert gone.entrant_id not in made.ranking_csv + made.values_csv + made.marks_csv


def test_a_lot_needs_its_seed_and_keeps_it():
    text = awards.small(**{'ties = ["criterion:coverage", "joint"]': 'ties = ["lot"]'})
    world = factory.make_judged(("0.4", "0.4"), ("3", "3"), text=text)
    with pytest.raises(DataFaults):
        factory.run(world)
    made = factory.run(world, seed="dadu 3 5 1")
    assert made.seed == "dadu 3 5 1"
    assert made.ranking_csv.count(",lot\n") == 2


# --- the decision ---


def test_the_chair_decides_once_in_each_run_and_gives_a_reason(world):
    made = factory.run(world)
    with pytest.raises(BadInput, match=r"results.reason_needed"):
        decisions.decide(run=made, category=CATEGORY, reason="  ", by=world.chair)
    factory.confirm(world, made)
    with pytest.raises(RuleRefused, match=r"results.already_decided"):
        factory.confirm(world, made)
    again = factory.run(world)
    with pytest.raises(RuleRefused, match=r"results.run_superseded"):
        factory.confirm(world, made)
    factory.confirm(world, again)
    assert events(world.edition).count("decision.recorded") == 2


def test_only_the_chair_decides(world):
    made = factory.run(world)
    for person in (world.office, world.jurors[0], awards.make_user(), None):
        with pytest.raises(NotPermitted, match=r"results.not_chair"):
            decisions.decide(run=made, category=CATEGORY, reason="ya", by=person)


@pytest.mark.parametrize("category", ["village", "", "no such"])
def test_only_what_was_ranked_is_decided_on(world, category):
    made = factory.run(world)
    with pytest.raises(RuleRefused, match=r"results.category_not_ranked"):
        decisions.decide(run=made, category=category, reason="ya", by=world.chair)


def test_a_figure_changed_since_the_run_asks_for_a_new_run(world):
    made = factory.run(world)
    world.entrants[0].verified_figures.update(value="0.99")
    with pytest.raises(RuleRefused, match=r"results.inputs_changed"):
        factory.confirm(world, made)


# --- publication ---


def test_nothing_is_published_without_a_run_or_a_decision(world):
    with pytest.raises(RuleRefused, match=r"results.no_run"):
        factory.publish(world)
    made = factory.run(world)
    with pytest.raises(RuleRefused, match=r"results.undecided"):
        factory.publish(world)
    decisions.decide(run=made, category=CATEGORY, reason="Salah angka", confirms=False, by=world.chair)
    with pytest.raises(RuleRefused, match=r"results.not_confirmed"):
        factory.publish(world)
    factory.run(world)
    with pytest.raises(RuleRefused, match=r"results.undecided"):
        factory.publish(world)
    assert not Publication.objects.exists()


def test_only_the_secretariat_publishes(world):
    factory.confirm(world, factory.run(world))
    for person in (world.chair, world.jurors[0], awards.make_user(), None):
        with pytest.raises(NotPermitted, match=r"results.not_secretariat"):
            publication.publish(edition=world.edition, by=person)


def test_a_figure_changed_since_the_decision_stops_publication(world):
    factory.confirm(world, factory.run(world))
    world.entrants[0].verified_figures.update(value="0.99")
    with pytest.raises(RuleRefused, match=r"results.inputs_changed"):
        factory.publish(world)
    assert not Publication.objects.exists()


def test_publication_makes_recipients_moves_the_edition_and_tells_every_entrant(world):
    members = [factory.entrant_user(nomination) for nomination in world.entrants]
    factory.confirm(world, factory.run(world))
    factory.publish(world)
    edition = Edition.objects.get(pk=world.edition.pk)
    assert edition.state == EditionState.PUBLISHED
    assert edition.published_at is not None
    assert list(Recipient.objects.values_list("rank", "nomination", "score", "slug")) == [
        (1, world.entrants[1].pk, "75.40", "pemerintah-kabupaten-02"),
        (2, world.entrants[0].pk, "59.20", "pemerintah-kabupaten-01"),
        (3, world.entrants[2].pk, "43.00", "pemerintah-kabupaten-03"),
    ]
    told = Message.objects.filter(kind="result.published")
    assert sorted(told.values_list("to", flat=True)) == sorted(member.email for member in members)
    assert "75" not in told[0].body


def test_equals_at_the_cut_are_all_awarded():
    text = awards.small(**{"winners = 3": "winners = 1"})
    world = factory.make_published(shares=("0.4", "0.4", "0.2"), marks=("3", "3", "1"), text=text)
    assert list(Recipient.objects.values_list("rank", flat=True)) == [1, 1]
    assert world.run.ranking_csv.count(",joint\n") == 2


def test_the_checkpoint_in_the_bundle_covers_the_leaf_that_names_its_contents(world):
    world.run = factory.run(world)
    factory.confirm(world, world.run)
    made = factory.publish(world)
    with made.bundle.open("rb") as file:
        data = file.read()
    assert hashlib.sha256(data).hexdigest() == made.bundle_sha256
    archive = zipfile.ZipFile(io.BytesIO(data))
    leaves = archive.read("ledger.jsonl").decode().splitlines()
    assert made.content_sha256 in leaves[-1]
    assert '"result.published"' in leaves[-1]
    assert archive.read("checkpoint.txt").decode() == made.checkpoint
    assert made.checkpoint.splitlines()[1] == str(len(leaves))
    assert archive.read("names.csv").decode().splitlines()[1:] == [
        f"{one.entrant_id},{one.organisation.name}" for one in world.entrants
    ]
    assert factory.REASON in archive.read("decisions.csv").decode()
    assert len(archive.read("openings.jsonl").splitlines()) == 4
    assert ledger.examine(world.edition.ledger_log).holds


def test_what_is_published_stays():
    world = factory.make_published()
    for act in (
        lambda: factory.run(world),
        lambda: factory.confirm(world, world.run),
        lambda: factory.publish(world),
    ):
        with pytest.raises(RuleRefused, match=r"results.already_published"):
            act()


def test_a_publication_that_fails_leaves_nothing_behind(world):
    factory.confirm(world, factory.run(world))
    before = events(world.edition)
    Recipient.objects.create(
        edition=world.edition,
        nomination=world.entrants[0],
        category=CATEGORY,
        rank=9,
        score="0",
        slug="in-the-way",
    )
    with pytest.raises(Exception, match=r"UNIQUE|unique|duplicate"):
        factory.publish(world)
    assert events(world.edition) == before
    assert not Publication.objects.exists()
    assert Edition.objects.get(pk=world.edition.pk).state == EditionState.OPEN


# --- feedback ---


def test_the_secretariat_writes_and_rewrites_feedback(world):
    given = {"nomination": world.entrants[0], "by": world.office}
    feedback.write(strengths="Cakupan naik", next_steps="", **given)
    feedback.write(strengths="Cakupan naik", next_steps="Susun peraturan daerah", **given)
    assert Feedback.objects.get().next_steps == "Susun peraturan daerah"
    assert events(world.edition).count("feedback.written") == 2
    with pytest.raises(BadInput, match=r"results.feedback_empty"):
        feedback.write(strengths=" ", next_steps="", **given)
    with pytest.raises(NotPermitted):
        feedback.write(nomination=world.entrants[0], strengths="a", next_steps="", by=world.chair)


def test_no_feedback_where_nothing_was_judged(world):
    unread = judging.make_entrant(world.edition, 9, state=State.SUBMITTED)
    with pytest.raises(RuleRefused, match=r"results.not_standing"):
        feedback.write(nomination=unread, strengths="a", next_steps="", by=world.office)


def test_ties_are_grouped_by_what_orders():
    world = factory.make_judged(("0.4", "0.4", "0.2"), ("3", "3", "1"))
    (category,) = runs.categories_of(factory.run(world))
    assert [[row.name for row in group] for group in category.ties] == [
        ["Pemerintah Kabupaten 01", "Pemerintah Kabupaten 02"]
    ]
    assert [row.rank for row in category.rows] == [1, 1, 3]
    assert sum(part.score_part for part in category.rows[0].parts) == category.rows[0].exact


def test_a_publication_that_is_rolled_back_leaves_no_bundle_on_the_disk(world, settings):
    factory.confirm(world, factory.run(world))

    @ledger_commands.recorded
    def ceremony():
        factory.publish(world)
        assert list(settings.MEDIA_ROOT.rglob("*.zip"))
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        ceremony()
    assert not Publication.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.zip"))
    factory.publish(world)
    assert len(list(settings.MEDIA_ROOT.rglob("*.zip"))) == 1


def test_a_final_to_which_nobody_passed_needs_no_round_and_the_ranking_says_why_nobody_is_ranked():
    goalposts = 'goalposts = ["0", "1"]'
    text = judging.WITH_FINAL.replace(goalposts, f'{goalposts}\nmissing = "disqualify"', 1)
    assert text != judging.WITH_FINAL
    world = factory.make_judged(text=text, opened=False)
    VerifiedFigure.objects.all().delete()
    assert runs.unopened_rounds(world.edition) == ["regency-city/interview", "regency-city/final"]
    judging.open_up(world.round)
    final = Round.objects.get(edition=world.edition, stage="final")
    with pytest.raises(RuleRefused, match="nobody_passed"):
        rounds.start(round=final, by=world.office)
    assert runs.unopened_rounds(world.edition) == []
    made = factory.run(world)
    (category,) = runs.categories_of(made)
    assert category.rows == ()
    assert [one.reason for one in category.excluded] == ["missing:coverage"] * 3
    factory.confirm(world, made)
    assert factory.publish(world).pk


def test_a_final_that_somebody_reached_is_waited_for():
    world = factory.make_judged(text=judging.WITH_FINAL)
    assert runs.unopened_rounds(world.edition) == ["regency-city/final"]
