"""Who enters which organisation, how far an office reaches, and the tree of BPJS offices."""

import pytest
from tests.factories.accounts import make_operator, make_user
from tests.factories.organisations import make_member, make_organisation, make_region

from paritrana.apps.ledger.models import Entry
from paritrana.apps.organisations import queries
from paritrana.apps.organisations.commands import memberships, organisations
from paritrana.apps.organisations.states import Kind, Role
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """A regional office over two provinces, with one branch in each."""
    regional = make_organisation(kind=Kind.BPJS_OFFICE, name="Kanwil Sulawesi-Maluku")
    manado = make_organisation(
        kind=Kind.BPJS_OFFICE, name="Cabang Manado", parent=regional, service_area=[make_region("71")]
    )
    ternate = make_organisation(
        kind=Kind.BPJS_OFFICE, name="Cabang Ternate", parent=regional, service_area=[make_region("82")]
    )
    return regional, manado, ternate


def test_a_regional_office_spans_the_areas_of_its_branches(tree):
    regional, manado, _ = tree
    minahasa, tidore = make_region("71.02"), make_region("82.72")
    assert [queries.in_scope(office, minahasa) for office in tree] == [True, True, False]
    assert [queries.in_scope(office, tidore) for office in tree] == [True, False, True]
    assert not queries.in_scope(regional, make_region("11"))
    assert not queries.in_scope(manado, make_region("7"))


def test_the_offices_of_a_region_are_named_from_near_to_far(tree):
    regional, manado, _ = tree
    assert queries.offices_serving(make_region("71.02.01")) == [manado, regional]
    assert queries.offices_serving(make_region("11")) == []


def test_a_secretariat_reaches_its_province_and_the_national_one_everywhere():
    provincial = make_organisation(kind=Kind.SECRETARIAT, region="71")
    national = make_organisation(kind=Kind.SECRETARIAT)
    assert not queries.reach_of([provincial]).holds("72")
    assert queries.reach_of([national]).holds("72")


def test_a_tree_never_closes_into_a_circle(tree):
    regional, manado, _ = tree
    with pytest.raises(RuleRefused, match="tree_in_a_circle"):
        organisations.change(organisation=regional, name=regional.name, parent=manado, by=make_operator())


def test_only_bpjs_offices_have_a_service_area():
    with pytest.raises(BadInput, match="tree_of_bpjs_only"):
        make_organisation(kind=Kind.EMPLOYER, region="71", service_area=[make_region("71")])


def test_a_government_is_entered_once():
    make_organisation(kind=Kind.REGENCY_CITY, name="Kabupaten Minahasa Tenggara", region="71.07")
    with pytest.raises(RuleRefused) as refused:
        make_organisation(kind=Kind.REGENCY_CITY, name="Mitra", region="71.07")
    assert refused.value.facts["name"] == "Kabupaten Minahasa Tenggara"


def test_a_secretariat_enters_what_lies_in_its_region_and_nothing_else():
    secretary = make_member(
        role=Role.SECRETARIAT, organisation=make_organisation(kind=Kind.SECRETARIAT, region="71")
    ).user
    assert make_organisation(kind=Kind.EMPLOYER, region="71.71", by=secretary).pk
    for refused in (
        {"kind": Kind.EMPLOYER, "region": "72"},
        {"kind": Kind.OFFICE},
        {"kind": Kind.SECRETARIAT, "region": "71"},
        {"kind": Kind.BPJS_OFFICE, "region": "71", "service_area": [make_region("72")]},
    ):
        with pytest.raises(NotPermitted):
            make_organisation(**refused, by=secretary)


def test_a_branch_enters_employers_and_villages_of_its_area_only(tree):
    _, manado, _ = tree
    officer = make_member(role=Role.PROPOSER, organisation=manado).user
    assert make_organisation(kind=Kind.EMPLOYER, region="71.71", by=officer).pk
    assert make_organisation(kind=Kind.VILLAGE, region="71.07.01.2001", by=officer).pk
    for refused in (
        {"kind": Kind.EMPLOYER, "region": "82.71"},
        {"kind": Kind.REGENCY_CITY, "region": "71.02"},
        {"kind": Kind.EMPLOYER},
    ):
        with pytest.raises(NotPermitted):
            make_organisation(**refused, by=officer)


def test_nobody_and_a_stranger_enter_nothing():
    for by in (make_user(), None):
        with pytest.raises(NotPermitted):
            organisations.create(kind=Kind.EMPLOYER, name="PT Contoh", region=make_region("71"), by=by)


def test_a_change_keeps_its_history_in_the_ledger():
    employer = make_organisation(kind=Kind.EMPLOYER, name="PT Lama", region="71.71")
    organisations.change(
        organisation=employer, name="PT Baru", region=employer.region, size="large", by=make_operator()
    )
    employer.refresh_from_db()
    assert (employer.name, employer.size) == ("PT Baru", "large")
    entry = Entry.objects.get(event="organisation.changed")
    assert '"name_before":"PT Lama"' in entry.leaf


def test_a_secretariat_moves_nothing_out_of_its_reach():
    secretary = make_member(
        role=Role.SECRETARIAT, organisation=make_organisation(kind=Kind.SECRETARIAT, region="71")
    ).user
    employer = make_organisation(kind=Kind.EMPLOYER, region="71.71")
    with pytest.raises(NotPermitted):
        organisations.change(organisation=employer, name="PT", region=make_region("72"), by=secretary)


def test_what_a_person_sees_follows_their_reach(tree):
    _, manado, _ = tree
    own = make_organisation(kind=Kind.EMPLOYER, region="71.71")
    far = make_organisation(kind=Kind.EMPLOYER, region="82.71")
    entrant = make_member(organisation=own).user
    officer = make_member(role=Role.PROPOSER, organisation=manado).user
    auditor = make_member(role=Role.AUDITOR).user
    assert set(queries.organisations_seen_by(entrant)) == {own}
    assert set(queries.organisations_seen_by(officer)) == {manado, own}
    assert far in queries.organisations_seen_by(auditor)
    assert not queries.organisations_seen_by(make_user()).exists()


def test_roles_end_with_the_membership_and_with_the_account():
    held = make_member(role=Role.ENTRANT)
    assert queries.has_role(held.user, Role.ENTRANT, held.organisation)
    assert not queries.has_role(held.user, Role.PROPOSER, held.organisation)
    held.user.is_active = False
    assert not queries.has_role(held.user, Role.ENTRANT, held.organisation)
    memberships.end(membership=held, reason="pindah", by=make_operator())
    held.user.is_active = True
    assert not queries.has_role(held.user, Role.ENTRANT, held.organisation)
