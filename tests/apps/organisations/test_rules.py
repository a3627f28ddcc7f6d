"""Codes nest, trees stay trees, mandates are whole, links expire by the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from paritrana.apps.organisations import rules
from paritrana.apps.organisations.states import FINAL, MOVES, InvitationState, Kind, Role
from paritrana.errors import BadInput, ParitranaError, RuleRefused

NOW = datetime(2024, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("area", "code", "holds"),
    [
        ("71", "71", True),
        ("71", "71.07.01", True),
        ("71.07", "71", False),
        ("7", "71", False),
        ("71.0", "71.07", False),
    ],
)
def test_a_region_holds_itself_and_what_is_below(area, code, holds):
    assert rules.covers(area, code) is holds


@pytest.mark.parametrize(
    ("codes", "code", "meets"),
    [
        ({"71.07"}, "71", True),
        ({"71"}, "71.07", True),
        ({"71"}, "71", True),
        ({"71.07"}, "71.02", False),
        ({"7"}, "71", False),
        ({"74", "71.02"}, "71", True),
        ({"71.07"}, None, True),
        (set(), "71", False),
    ],
)
def test_an_area_meets_a_region_that_it_holds_or_lies_in_and_always_the_country(codes, code, meets):
    assert rules.Reach(frozenset(codes)).meets(code) is meets


def test_whoever_serves_everywhere_meets_every_region():
    assert rules.Reach(everywhere=True).meets("71.07")


def test_codes_above_go_from_near_to_far():
    assert rules.codes_above("71.07.01.2001") == ["71.07.01.2001", "71.07.01", "71.07", "71"]


def test_a_reach_without_everywhere_holds_no_place_without_a_region():
    assert not rules.Reach(frozenset({"71"})).holds(None)
    assert rules.Reach(everywhere=True).holds(None)
    assert (rules.Reach(frozenset({"71"})) | rules.Reach(frozenset({"72"}))).holds("72.01")
    assert not rules.Reach()


def test_a_tree_is_walked_down_even_when_it_is_a_circle():
    assert rules.tree_below(1, [(1, 3), (2, 1), (3, 2), (4, None)]) == {1, 2, 3}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "club"}, "organisations.unknown_kind"),
        ({"name": " "}, "organisations.name_missing"),
        ({"kind": Kind.REGENCY_CITY, "region": "71"}, "organisations.region_unfit"),
        ({"kind": Kind.VILLAGE, "region": None}, "organisations.region_unfit"),
        ({"kind": Kind.EMPLOYER, "size": "giant"}, "organisations.unknown_size"),
        (
            {"kind": Kind.VILLAGE, "region": "71.07.01.2001", "size": "small"},
            "organisations.size_of_employers_only",
        ),
    ],
)
def test_an_organisation_whose_parts_do_not_fit_is_refused(given, code):
    whole = {"kind": Kind.EMPLOYER, "name": "PT Contoh", "region": "71", "size": "", "sector": ""}
    with pytest.raises(BadInput) as refused:
        rules.check_organisation(**{**whole, **given})
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"office": ""}, "organisations.office_missing"),
        ({"standing": "king"}, "organisations.unknown_standing"),
        ({"mandate_end": date(2022, 12, 31)}, "organisations.mandate_ends_before_start"),
        ({"standing": "staff", "may_sign": True}, "organisations.staff_cannot_sign"),
    ],
)
def test_a_mandate_that_is_not_whole_is_refused(given, code):
    whole = {
        "office": "Bupati",
        "standing": "definitive",
        "mandate_start": date(2023, 1, 1),
        "mandate_end": None,
        "may_sign": False,
    }
    with pytest.raises(ParitranaError) as refused:
        rules.check_mandate(**{**whole, **given})
    assert refused.value.code == code


def test_a_mandate_holds_on_its_first_and_last_day():
    span = {"mandate_start": date(2023, 1, 1), "mandate_end": date(2023, 6, 30)}
    assert rules.mandate_covers(**span, day=date(2023, 1, 1))
    assert rules.mandate_covers(**span, day=date(2023, 6, 30))
    assert not rules.mandate_covers(**span, day=date(2023, 7, 1))


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_kind_that_holds_it(role):
    fitting = [kind for kind in Kind if kind in rules.ROLES[role]]
    assert fitting
    rules.check_role(kind=fitting[0], role=role)


def test_an_employer_has_no_secretariat():
    with pytest.raises(RuleRefused, match="role_unfit"):
        rules.check_role(kind=Kind.EMPLOYER, role=Role.SECRETARIAT)


def test_a_link_expires_by_the_clock_only_while_it_is_out():
    gone = NOW - timedelta(seconds=1)
    assert rules.state_now("sent", expires_at=NOW, now=gone) is InvitationState.SENT
    assert rules.state_now("sent", expires_at=NOW, now=NOW) is InvitationState.EXPIRED
    assert rules.state_now("accepted", expires_at=gone, now=NOW) is InvitationState.ACCEPTED


def test_every_state_of_an_invitation_moves_or_is_final():
    assert MOVES.keys() | FINAL == set(InvitationState)


def test_secrets_differ_and_are_kept_as_hash_only():
    one, other = rules.new_token(), rules.new_token()
    assert one != other
    assert one not in rules.token_hash(one)
    assert len(rules.token_hash(one)) == 64
