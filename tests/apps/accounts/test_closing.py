"""The operator closes an account and opens it again; nobody else does, and nobody their own."""

import pytest
from tests.factories.accounts import PASSWORD, make_operator, make_user

from paritrana.apps.accounts import commands
from paritrana.apps.ledger.models import Entry
from paritrana.errors import BadInput, NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return make_operator()


def test_closing_signs_a_person_out_and_keeps_them_out_until_it_is_opened_again(client, operator):
    user = make_user(email="kepala@contoh.invalid", password=PASSWORD)
    client.force_login(user)
    assert client.get("/meja").status_code == 200
    commands.deactivate(user=user, reason="pindah tugas", by=operator)
    assert client.get("/meja")["Location"].startswith("/akun/masuk")
    sign_in = {"login": "kepala@contoh.invalid", "password": PASSWORD}
    client.post("/akun/masuk", sign_in)
    assert client.get("/meja").status_code == 302
    commands.reactivate(user=user, reason="kembali bertugas", by=operator)
    client.post("/akun/masuk", sign_in)
    assert client.get("/meja").status_code == 200
    entries = Entry.objects.filter(event__in=["user.deactivated", "user.reactivated"]).order_by("pk")
    assert [("pindah tugas" in one.leaf, "kembali bertugas" in one.leaf) for one in entries] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("command", [commands.deactivate, commands.reactivate])
def test_only_the_operator_does_it_with_a_reason_and_once(command, operator):
    user = make_user()
    if command is commands.reactivate:
        commands.deactivate(user=user, reason="pindah", by=operator)
    with pytest.raises(NotPermitted, match="operator_only"):
        command(user=user, reason="pindah", by=make_user())
    with pytest.raises(BadInput, match="reason_missing"):
        command(user=user, reason=" ", by=operator)
    command(user=user, reason="pindah", by=operator)
    with pytest.raises(RuleRefused, match=r"closed_already|open_already"):
        command(user=user, reason="pindah", by=operator)


def test_nobody_closes_their_own_account(operator):
    with pytest.raises(RuleRefused, match="not_oneself"):
        commands.deactivate(user=operator, reason="selesai", by=operator)


def test_the_pages_lead_from_the_list_to_closing_and_back(client, operator):
    user = make_user(label="Kepala Dinas Contoh")
    client.force_login(operator)
    assert f"/akun/semua/{user.pk}" in client.get("/akun/semua?cari=Dinas+Contoh").text
    assert f"/akun/semua/{user.pk}/tutup" in client.get(f"/akun/semua/{user.pk}").text
    assert client.post(f"/akun/semua/{user.pk}/tutup", {"reason": ""}).status_code == 422
    assert client.post(f"/akun/semua/{user.pk}/tutup", {"reason": "pindah"}).status_code == 302
    page = client.get(f"/akun/semua/{user.pk}").text
    assert f"/akun/semua/{user.pk}/buka" in page
    assert f"/akun/semua/{user.pk}/tutup" not in page
    client.post(f"/akun/semua/{user.pk}/buka", {"reason": "kembali"})
    user.refresh_from_db()
    assert user.is_active
    assert "/tutup" not in client.get(f"/akun/semua/{operator.pk}").text
