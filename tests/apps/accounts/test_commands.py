"""Accounts are opened, changed and closed by those who may, and the ledger never learns an address."""

import pytest
from tests.factories.accounts import PASSWORD, make_operator, make_user

from paritrana.apps.accounts import commands, queries
from paritrana.apps.ledger.models import Entry
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


def test_an_account_is_found_by_its_address_in_any_case():
    user = make_user(email="Sekda@Contoh.invalid")
    assert queries.user_with("sekda@CONTOH.invalid") == user


def test_an_address_is_taken_in_any_case():
    make_user(email="sekda@contoh.invalid")
    with pytest.raises(BadInput, match=r"accounts\.email_taken"):
        make_user(email="SEKDA@contoh.invalid")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"email": "bukan-alamat"}, "accounts.email_unfit"),
        ({"label": "  "}, "accounts.label_missing"),
        ({"language": "xx"}, "accounts.unknown_language"),
        ({"password": "pendek"}, "accounts.password_unfit"),
    ],
)
def test_an_unfit_account_is_refused(given, code):
    with pytest.raises(BadInput) as refused:
        make_user(**given)
    assert refused.value.code == code


def test_a_demo_account_is_refused_off_the_demo(settings):
    settings.DEMO = False
    with pytest.raises(RuleRefused, match=r"accounts\.demo_only"):
        make_user(is_demo=True)


def test_the_ledger_holds_the_act_but_no_address_and_no_office():
    user = make_user(email="sekda@contoh.invalid", label="Sekretaris Daerah", password=PASSWORD)
    entry = Entry.objects.get(event="user.created", subject=f"accounts.user:{user.pk}")
    assert "contoh" not in entry.leaf
    assert "Sekretaris" not in entry.leaf


def test_only_the_operator_opens_an_account_for_another():
    with pytest.raises(NotPermitted):
        commands.create_user(email="a@contoh.invalid", label="A", by=make_user())
    assert commands.create_user(email="a@contoh.invalid", label="A", by=make_operator()).pk


def test_people_change_their_own_profile_and_nobody_elses():
    user = make_user()
    changed = commands.change_profile(user=user, label="Kepala Dinas", language="en", by=user)
    assert (changed.label, changed.language) == ("Kepala Dinas", "en")
    with pytest.raises(NotPermitted, match=r"accounts\.not_yours"):
        commands.change_profile(user=user, label="Lain", language="id", by=make_user())


def test_a_closed_account_does_not_sign_in_and_is_closed_once(client):
    user = make_user(password=PASSWORD)
    commands.deactivate(user=user, reason="pindah tugas", by=make_operator())
    client.post("/akun/masuk", {"login": user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    with pytest.raises(RuleRefused, match="closed_already"):
        commands.deactivate(user=user, reason="lagi", by=make_operator())
