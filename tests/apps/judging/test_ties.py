"""Ties of interest: declared for all before any dossier, derived for every pair, recusals at once."""

import pytest
from tests.factories import awards
from tests.factories import judging as make

from paritrana.apps.awards.commands import committees
from paritrana.apps.judging import permissions, queries
from paritrana.apps.judging.commands import ties
from paritrana.apps.judging.models import Recusal
from paritrana.apps.judging.rules.ties import Body, derived_tie
from paritrana.apps.judging.states import TieKind
from paritrana.apps.ledger.models import Entry
from paritrana.apps.nominations.permissions import dossiers
from paritrana.apps.organisations.states import Kind
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
NONE = (TieKind.NONE, "")

GOVERNMENT = Body(1, "regency_city", "71.01")
TABLE = [
    (
        "the juror serves the entrant",
        [Body(1, "regency_city", "71.01")],
        GOVERNMENT,
        None,
        "71",
        TieKind.EMPLOYER,
    ),
    (
        "an office of the same region",
        [Body(2, "office", "71.01")],
        GOVERNMENT,
        None,
        "71",
        TieKind.OWN_REGION,
    ),
    (
        "a village in the region",
        [Body(2, "village", "71.01.02.2001")],
        GOVERNMENT,
        None,
        "71",
        TieKind.OWN_REGION,
    ),
    ("a neighbour whose code begins alike", [Body(2, "office", "71.011")], GOVERNMENT, None, "71", None),
    ("an office of the whole province", [Body(2, "office", "71")], GOVERNMENT, None, "71", None),
    ("the province's own government", [Body(2, "province", "71")], GOVERNMENT, None, "71", None),
    (
        "the regency over a village",
        [GOVERNMENT],
        Body(3, "village", "71.01.02.2001"),
        None,
        "71",
        TieKind.OWN_REGION,
    ),
    (
        "a province at the national level",
        [Body(2, "province", "71")],
        GOVERNMENT,
        None,
        "",
        TieKind.OWN_REGION,
    ),
    (
        "a company in the juror's region",
        [Body(2, "office", "71.01")],
        Body(4, "employer", "71.01"),
        None,
        "71",
        None,
    ),
    ("the office that proposed", [Body(9, "bpjs_office", "71")], GOVERNMENT, 9, "71", TieKind.PROPOSER),
    ("somebody without a body", [], GOVERNMENT, 9, "71", None),
]


@pytest.mark.parametrize(
    ("juror", "entrant", "proposer", "region", "tie"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_derived_tie(juror, entrant, proposer, region, tie):
    found = derived_tie(juror=frozenset(juror), entrant=entrant, proposer=proposer, edition_region=region)
    assert found == tie


@pytest.fixture
def edition():
    return awards.make_edition()


def test_ties_of_every_pair_are_derived_and_bind_chair_and_secretary(edition):
    entrants = make.make_entrants(edition, 3)
    by = awards.secretary_of(edition)
    proposer = make.make_organisation("Kantor Cabang", kind=Kind.BPJS_OFFICE)
    entrants[1].proposer = proposer
    entrants[1].save()
    bodies = {
        "chair": entrants[0].organisation,
        "secretary": proposer,
        "expert": make.make_organisation("Universitas", region=entrants[2].organisation.region),
    }
    for code, organisation in bodies.items():
        seat = edition.seats.filter(code=code).first()
        committees.vacate(seat=seat, reason="ganti", by=by)
        committees.appoint(
            seat=seat, user=awards.make_user(code), office=code, organisation=organisation, by=by
        )
    jurors = {one.seat.code + str(one.seat.ordinal): one.user for one in make.tie_queries.seated(edition)}
    expected = {
        (jurors["chair1"].pk, entrants[0].pk): TieKind.EMPLOYER,
        (jurors["secretary1"].pk, entrants[1].pk): TieKind.PROPOSER,
        (jurors["expert1"].pk, entrants[2].pk): TieKind.OWN_REGION,
    }
    assert queries.derived_ties(edition) == expected
    make.declare_all(edition)
    assert {(one.juror_id, one.nomination_id) for one in Recusal.objects.filter(derived=True)} == set(
        expected
    )
    with pytest.raises(NotPermitted) as refused:
        permissions.check_read_dossier(jurors["chair1"], entrants[0])
    assert refused.value.code == "judging.recused"


def test_no_dossier_before_every_tie_is_declared(edition):
    first, second = make.make_entrants(edition, 2)
    juror = make.jurors_of(edition)[2]
    with pytest.raises(NotPermitted) as refused:
        dossiers.check_see(juror, first)
    assert (refused.value.code, refused.value.facts["count"]) == ("judging.not_declared", 2)
    ties.declare(edition=edition, declarations={first: NONE, second: (TieKind.FAMILY, "ipar")}, by=juror)
    dossiers.check_see(juror, first)
    with pytest.raises(NotPermitted) as refused:
        dossiers.check_see(juror, second)
    assert refused.value.code == "judging.recused"


def test_a_new_entrant_needs_a_further_declaration(edition):
    make.make_entrants(edition, 2)
    make.declare_all(edition)
    juror = make.jurors_of(edition)[1]
    late = make.make_entrant(edition, 9)
    assert queries.undeclared(juror, edition) == [late]
    with pytest.raises(NotPermitted):
        permissions.check_declared(juror, edition)
    ties.declare(edition=edition, declarations={late: NONE}, by=juror)
    permissions.check_declared(juror, edition)


def test_a_declaration_leaves_nobody_out_and_is_not_turned_round(edition):
    first, second = make.make_entrants(edition, 2)
    juror = make.jurors_of(edition)[0]
    with pytest.raises(BadInput) as fault:
        ties.declare(edition=edition, declarations={first: NONE}, by=juror)
    assert fault.value.facts["entrants"] == second.organisation.name
    ties.declare(edition=edition, declarations={first: NONE, second: NONE}, by=juror)
    late = make.make_entrant(edition, 5)
    with pytest.raises(RuleRefused) as refused:
        ties.declare(edition=edition, declarations={first: (TieKind.FAMILY, ""), late: NONE}, by=juror)
    assert refused.value.code == "judging.already_declared"


def test_only_a_seated_person_declares(edition):
    entrant = make.make_entrant(edition)
    for user in (awards.secretary_of(edition), awards.make_user(is_operator=True), None):
        with pytest.raises(NotPermitted):
            ties.declare(edition=edition, declarations={entrant: NONE}, by=user)


def test_the_ledger_keeps_recusals_without_kind_or_note(edition):
    entrant = make.make_entrant(edition)
    juror = make.jurors_of(edition)[0]
    ties.declare(edition=edition, declarations={entrant: (TieKind.FAMILY, "saudara kandung")}, by=juror)
    leaf = Entry.objects.get(event="ties.declared").leaf
    assert entrant.entrant_id in leaf
    assert "saudara" not in leaf
    assert "family" not in leaf
