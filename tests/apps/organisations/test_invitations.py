"""A link works once, for fourteen days, and only into what its sender may open."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.organisations import make_invitation, make_member, make_organisation, make_region

from paritrana.apps.ledger.models import Entry
from paritrana.apps.notices.models import Message
from paritrana.apps.organisations import queries
from paritrana.apps.organisations.commands import invitations
from paritrana.apps.organisations.models import Invitation, Membership
from paritrana.apps.organisations.states import InvitationState, Kind, Role, Standing
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def government():
    return make_organisation(kind=Kind.REGENCY_CITY, name="Minahasa Tenggara", region="71.07")


def test_a_new_person_comes_in_with_a_password(government):
    invitation, token = make_invitation(organisation=government, email="Bupati@Contoh.invalid", may_sign=True)
    held = invitations.accept(token=token, password=PASSWORD)
    assert (held.user.email, held.user.label) == ("bupati@contoh.invalid", "Penjabat Bupati")
    assert held.user.check_password(PASSWORD)
    assert (held.organisation, held.standing, held.may_sign) == (government, Standing.ACTING_PJ, True)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == (InvitationState.ACCEPTED, held.user)


def test_a_signed_in_person_just_joins(government):
    _, token = make_invitation(organisation=government)
    user = make_user()
    assert invitations.accept(token=token, user=user, by=user).user == user


def test_the_second_of_two_who_use_a_link_is_refused(government):
    _, token = make_invitation(organisation=government)
    invitations.accept(token=token, user=make_user())
    with pytest.raises(RuleRefused, match="invitation_accepted"):
        invitations.accept(token=token, user=make_user())
    assert Membership.objects.filter(organisation=government).count() == 1


def test_a_refused_acceptance_does_not_use_up_the_link(government):
    _, token = make_invitation(organisation=government)
    with pytest.raises(BadInput, match="password_unfit"):
        invitations.accept(token=token, password="pendek")
    with pytest.raises(BadInput, match="invitation_password"):
        invitations.accept(token=token)
    assert invitations.accept(token=token, password=PASSWORD).pk


def test_a_link_is_over_after_fourteen_days(government):
    invitation, token = make_invitation(organisation=government)
    with clock.at(invitation.expires_at), pytest.raises(RuleRefused, match="invitation_expired"):
        invitations.accept(token=token, password=PASSWORD)
    with clock.at(invitation.expires_at - timedelta(seconds=1)):
        assert invitations.accept(token=token, password=PASSWORD).pk
    assert invitation.expires_at - invitation.created_at == timedelta(days=14)


def test_a_withdrawn_link_and_an_invented_one_let_nobody_in(government):
    invitation, token = make_invitation(organisation=government)
    invitations.withdraw(invitation=invitation, by=invitation.invited_by)
    with pytest.raises(RuleRefused, match="invitation_withdrawn"):
        invitations.accept(token=token, password=PASSWORD)
    with pytest.raises(NotFound, match="invitation_unknown"):
        invitations.accept(token="tebakan", password=PASSWORD)


def test_a_new_invitation_takes_the_place_of_the_one_before(government):
    first, old_token = make_invitation(organisation=government, email="a@contoh.invalid")
    _, token = make_invitation(organisation=government, email="A@contoh.invalid")
    first.refresh_from_db()
    assert first.state == InvitationState.WITHDRAWN
    with pytest.raises(RuleRefused):
        invitations.accept(token=old_token, password=PASSWORD)
    assert invitations.accept(token=token, password=PASSWORD).pk


def test_who_has_an_account_signs_in_first(government):
    user = make_user(email="a@contoh.invalid")
    _, token = make_invitation(organisation=government, email="a@contoh.invalid")
    with pytest.raises(RuleRefused, match="invitation_sign_in"):
        invitations.accept(token=token, password=PASSWORD)
    assert invitations.accept(token=token, user=user).user == user


def test_nobody_uses_their_own_invitation(government):
    invitation, token = make_invitation(organisation=government)
    with pytest.raises(RuleRefused, match="invitation_own"):
        invitations.accept(token=token, user=invitation.invited_by)


def test_an_invitation_may_hand_an_office_over(government):
    old = make_member(organisation=government, office="Penjabat Bupati", may_sign=True)
    _, token = make_invitation(
        organisation=government,
        office="Bupati",
        replaces=old,
        reason="pelantikan",
        by=old.user,
        may_sign=True,
    )
    old.refresh_from_db()
    assert old.ended_at is None
    new = invitations.accept(token=token, password=PASSWORD)
    old.refresh_from_db()
    assert (new.successor_of, old.end_reason) == (old, "pelantikan")
    assert list(queries.members_of(government)) == [new]


def test_an_office_elsewhere_is_not_handed_over(government):
    other = make_member(role=Role.ENTRANT)
    with pytest.raises(RuleRefused, match="replaces_other"):
        make_invitation(organisation=government, replaces=other)


def test_a_head_invites_colleagues_into_their_own_role_only():
    province = make_organisation(kind=Kind.PROVINCE, region="71")
    head = make_member(organisation=province, may_sign=True).user
    clerk = make_member(organisation=province, office="Staf", standing=Standing.STAFF).user
    assert make_invitation(organisation=province, by=head)
    for by, role in ((head, Role.VERIFIER), (clerk, Role.ENTRANT), (make_user(), Role.ENTRANT)):
        with pytest.raises(NotPermitted, match="may_not_invite"):
            make_invitation(organisation=province, by=by, role=role)


def test_a_secretariat_invites_in_its_region_only(government):
    secretary = make_member(
        role=Role.SECRETARIAT, organisation=make_organisation(kind=Kind.SECRETARIAT, region="71")
    )
    assert make_invitation(organisation=government, by=secretary.user)
    assert make_invitation(organisation=secretary.organisation, by=secretary.user, role=Role.SECRETARIAT)
    far = make_organisation(kind=Kind.REGENCY_CITY, region="72.01")
    national = make_organisation(kind=Kind.SECRETARIAT)
    for organisation, role in ((far, Role.ENTRANT), (national, Role.SECRETARIAT)):
        with pytest.raises(NotPermitted):
            make_invitation(organisation=organisation, by=secretary.user, role=role)


def test_a_branch_invites_the_first_person_of_an_entrant_and_no_second():
    branch = make_organisation(kind=Kind.BPJS_OFFICE, service_area=[make_region("75")])
    officer = make_member(role=Role.PROPOSER, organisation=branch).user
    employer = make_organisation(kind=Kind.EMPLOYER, region="75.71", by=officer)
    _, token = make_invitation(organisation=employer, by=officer)
    invitations.accept(token=token, password=PASSWORD)
    with pytest.raises(NotPermitted, match="first_person_only"):
        make_invitation(organisation=employer, by=officer)


def test_only_the_hash_is_kept_and_neither_secret_nor_address_reaches_the_ledger(government):
    invitation, token = make_invitation(organisation=government, email="rahasia@contoh.invalid")
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values()[0])
    leaves = " ".join(Entry.objects.values_list("leaf", flat=True))
    assert token not in leaves
    assert "rahasia" not in leaves


def test_the_mail_carries_the_link_once(government):
    invitation, token = make_invitation(
        organisation=government, link_prefix="http://localhost:8000/undangan/"
    )
    mail = Message.objects.get(kind="invitation.sent")
    assert mail.to == invitation.email
    assert mail.body.count(f"http://localhost:8000/undangan/{token}") == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"email": "x"}, "accounts.email_unfit"),
        ({"role": Role.SECRETARIAT}, "organisations.role_unfit"),
        ({"mandate_end": date(2023, 1, 1)}, "organisations.mandate_ends_before_start"),
    ],
)
def test_an_unfit_invitation_is_refused(government, given, code):
    with pytest.raises((BadInput, RuleRefused)) as refused:
        make_invitation(organisation=government, **given)
    assert refused.value.code == code


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_link_at_the_same_moment_one_comes_in(government):
    _, token = make_invitation(organisation=government)
    people = [make_user(), make_user()]
    ready = Barrier(len(people))

    def come_in(user):
        try:
            ready.wait(timeout=10)
            invitations.accept(token=token, user=user)
        except RuleRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "in"

    with ThreadPoolExecutor(len(people)) as pool:
        told = sorted(pool.map(come_in, people))
    assert told == ["in", "organisations.invitation_accepted"]
    assert Membership.objects.filter(organisation=government).count() == 1
