"""Mandates begin, end and are handed over; what was before stays readable."""

from datetime import date

import pytest
from tests.factories.accounts import make_operator, make_user
from tests.factories.organisations import make_member, make_organisation

from paritrana.apps.ledger.models import Entry
from paritrana.apps.organisations import queries
from paritrana.apps.organisations.commands import memberships
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def regent():
    """The acting regent of Minahasa Tenggara, who may sign."""
    government = make_organisation(kind=Kind.REGENCY_CITY, name="Minahasa Tenggara", region="71.07")
    return make_member(
        organisation=government,
        office="Penjabat Bupati",
        standing=Standing.ACTING_PJ,
        may_sign=True,
        mandate_end=date(2025, 2, 19),
    )


def _hand_over(held, *, user=None, by=None):
    return memberships.hand_over(
        membership=held,
        user=user or make_user(label="Bupati"),
        office="Bupati",
        standing=Standing.DEFINITIVE,
        mandate_start=date(2025, 2, 20),
        reason="pelantikan bupati definitif",
        by=by or make_operator(),
    )


def test_a_hand_over_ends_one_mandate_begins_the_next_and_keeps_both(regent):
    new = _hand_over(regent)
    regent.refresh_from_db()
    assert (regent.end_reason, regent.office) == ("pelantikan bupati definitif", "Penjabat Bupati")
    assert (new.successor_of, new.role, new.may_sign) == (regent, Role.ENTRANT, True)
    assert list(queries.members_of(regent.organisation)) == [new]
    assert list(queries.past_members_of(regent.organisation)) == [regent]
    entry = Entry.objects.get(event="membership.handed_over")
    assert f'"before":"user:{regent.user_id}"' in entry.leaf


def test_the_same_person_may_go_from_acting_to_definitive(regent):
    new = _hand_over(regent, user=regent.user)
    assert (new.user, new.standing) == (regent.user, Standing.DEFINITIVE)


def test_an_office_is_handed_over_once(regent):
    _hand_over(regent)
    with pytest.raises(RuleRefused, match="membership_over"):
        _hand_over(regent)


def test_the_head_hands_over_their_own_office_and_a_clerk_does_not(regent):
    clerk = make_member(organisation=regent.organisation, office="Staf", standing=Standing.STAFF).user
    with pytest.raises(NotPermitted, match="may_not_manage"):
        _hand_over(regent, by=clerk)
    assert _hand_over(regent, by=regent.user).pk


def test_a_refused_successor_leaves_the_old_holder_in_office(regent):
    closed = make_user()
    closed.is_active = False
    with pytest.raises(RuleRefused, match="account_closed"):
        _hand_over(regent, user=closed)
    regent.refresh_from_db()
    assert regent.ended_at is None


def test_only_the_operator_grants_without_an_invitation(regent):
    with pytest.raises(NotPermitted, match="operator_only"):
        memberships.grant(
            user=make_user(),
            organisation=regent.organisation,
            role=Role.ENTRANT,
            office="Staf",
            standing=Standing.STAFF,
            mandate_start=date(2024, 1, 1),
            by=regent.user,
        )


def test_nobody_serves_twice_in_one_role(regent):
    with pytest.raises(RuleRefused, match="member_already"):
        make_member(organisation=regent.organisation, user=regent.user)


def test_a_signature_counts_only_within_the_mandate(regent):
    assert queries.signer_of(regent.user, regent.organisation, day=date(2025, 2, 19)) == regent
    assert queries.signer_of(regent.user, regent.organisation, day=date(2025, 2, 20)) is None
    clerk = make_member(organisation=regent.organisation, office="Staf", standing=Standing.STAFF)
    assert queries.signer_of(clerk.user, regent.organisation, day=date(2024, 6, 1)) is None


def _prolong(held, *, by=None, **changes):
    given = {
        "office": "Penjabat Bupati",
        "standing": Standing.ACTING_PJ,
        "mandate_start": held.mandate_start,
        "mandate_end": date(2026, 2, 19),
        "reason": "SK perpanjangan",
    }
    return memberships.change_mandate(membership=held, by=by or make_operator(), **given | changes)


def test_a_prolonged_mandate_lets_its_holder_sign_again_in_the_same_membership(regent):
    day = date(2025, 3, 1)
    assert queries.signer_of(regent.user, regent.organisation, day=day) is None
    assert _prolong(regent) == regent
    assert queries.signer_of(regent.user, regent.organisation, day=day) == regent
    leaf = Entry.objects.get(event="membership.changed").leaf
    assert '"mandate_end":"2026-02-19"' in leaf
    assert '"mandate_end_before":"2025-02-19"' in leaf


def test_nobody_prolongs_their_own_mandate_but_the_secretariat_of_the_region_does(regent):
    with pytest.raises(NotPermitted, match="may_not_manage"):
        _prolong(regent, by=regent.user)
    office = make_organisation(kind=Kind.SECRETARIAT, name="Sekretariat", region="71")
    secretary = make_member(role=Role.SECRETARIAT, organisation=office, office="Sekretaris").user
    assert _prolong(regent, by=secretary).mandate_end == date(2026, 2, 19)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "reason_missing"),
        ({"mandate_end": date(2000, 1, 1)}, "mandate_ends_before_start"),
        ({"office": ""}, "office_missing"),
    ],
)
def test_an_unfit_change_of_a_mandate_is_refused(regent, changes, code):
    with pytest.raises(BadInput, match=code):
        _prolong(regent, **changes)


def test_a_mandate_that_was_handed_over_is_not_prolonged(regent):
    _hand_over(regent)
    with pytest.raises(RuleRefused, match="membership_over"):
        _prolong(regent)


def test_the_ledger_names_no_office_holder(regent):
    memberships.end(membership=regent, reason="masa jabatan selesai", by=make_operator())
    leaves = " ".join(Entry.objects.filter(event__startswith="membership.").values_list("leaf", flat=True))
    assert "Penjabat" not in leaves
    assert "invalid" not in leaves
