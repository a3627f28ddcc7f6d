"""The pages of organisations, members and invitations, as each person meets them."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import PASSWORD, make_operator, make_user
from tests.factories.organisations import make_invitation, make_member, make_organisation, make_region

from paritrana.apps.organisations.commands import invitations, memberships
from paritrana.apps.organisations.models import Invitation, Membership, Organisation
from paritrana.apps.organisations.states import Kind, Role, Standing
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db
INVITATION = {
    "email": "bupati@contoh.invalid",
    "role": "entrant",
    "office": "Penjabat Bupati",
    "standing": "acting_pj",
    "mandate_start": "2024-01-01",
    "mandate_end": "2025-02-19",
    "may_sign": "on",
}


@pytest.fixture
def government():
    return make_organisation(kind=Kind.REGENCY_CITY, name="Kabupaten Minahasa Tenggara", region="71.07")


@pytest.fixture
def secretary(government):
    secretariat = make_organisation(kind=Kind.SECRETARIAT, name="Sekretariat Sulut", region="71")
    return make_member(role=Role.SECRETARIAT, organisation=secretariat, office="Sekretaris").user


@pytest.fixture
def as_secretary(client, secretary):
    client.force_login(secretary)
    return client


def test_strangers_see_no_organisation(client, government):
    for path in ("/organisasi", f"/organisasi/{government.pk}"):
        assert client.get(path)["Location"].startswith("/akun/masuk")
    client.force_login(make_user())
    for path in ("/organisasi", "/organisasi/baru", f"/organisasi/{government.pk}"):
        assert client.get(path).status_code == 403
    client.force_login(make_operator())
    assert client.get("/organisasi/9999").status_code == 404


def test_a_secretariat_lists_filters_and_exports_its_region(as_secretary):
    make_organisation(kind=Kind.EMPLOYER, name="PT Pala Contoh", region="71.71")
    make_organisation(kind=Kind.EMPLOYER, name="PT Seberang", region="72.71")
    page = as_secretary.get("/organisasi").text
    assert "PT Pala Contoh" in page
    assert "PT Seberang" not in page
    only = as_secretary.get("/organisasi?jenis=regency_city").text
    assert "Minahasa Tenggara" in only
    assert "PT Pala Contoh" not in only
    assert "PT Pala Contoh" in as_secretary.get("/organisasi?cari=pala").text
    assert as_secretary.get("/organisasi?format=xlsx")["Content-Type"].endswith("spreadsheetml.sheet")


def test_the_list_asks_as_much_for_thirty_rows_as_for_one(as_secretary):
    with CaptureQueriesContext(connection) as few:
        as_secretary.get("/organisasi")
    for number in range(30):
        make_organisation(kind=Kind.EMPLOYER, name=f"PT Contoh {number}", region="71.71")
    with CaptureQueriesContext(connection) as many:
        assert "PT Contoh 29" in as_secretary.get("/organisasi").text
    assert len(few) == len(many)


def test_the_detail_asks_as_much_for_thirty_members_as_for_one(as_secretary, government):
    def fill(count):
        for number in range(count):
            held = make_member(organisation=government, office=f"Staf {number}", standing=Standing.STAFF)
            make_invitation(organisation=government)
            memberships.end(
                membership=make_member(organisation=government), reason="pindah", by=make_operator()
            )
        return held

    fill(1)
    with CaptureQueriesContext(connection) as few:
        as_secretary.get(f"/organisasi/{government.pk}")
    fill(29)
    with CaptureQueriesContext(connection) as many:
        assert "Staf 28" in as_secretary.get(f"/organisasi/{government.pk}").text
    assert len(few) == len(many)


def test_addresses_are_shown_to_managers_only(client, government, secretary):
    head = make_member(organisation=government, office="Bupati", may_sign=True)
    clerk = make_member(organisation=government, office="Staf", standing=Standing.STAFF)
    for user, sees in ((secretary, True), (head.user, True), (clerk.user, False)):
        client.force_login(user)
        page = client.get(f"/organisasi/{government.pk}").text
        assert "Bupati" in page
        assert (head.user.email in page) is sees
        member = client.get(f"/organisasi/{government.pk}/anggota/{head.pk}").text
        assert (head.user.email in member) is sees


def test_a_secretariat_enters_an_employer_by_the_form(as_secretary):
    make_region("71.71", name="Kota Manado")
    assert "jenis=employer" in as_secretary.get("/organisasi/baru").text
    path = "/organisasi/baru?jenis=employer"
    assert 'name="service_area"' not in as_secretary.get(path).text
    given = {"name": "PT Baru", "region": "Kota Manado", "size": "medium", "sector": "pertanian"}
    answer = as_secretary.post(path, given)
    made = Organisation.objects.get(name="PT Baru")
    assert answer["Location"] == f"/organisasi/{made.pk}"
    assert (made.region_id, made.size) == ("71.71", "medium")


@pytest.mark.parametrize(
    ("kind", "given", "told"),
    [
        ("employer", {"name": "PT", "region": "tak ada"}, "tak ada"),
        ("employer", {"name": "PT", "region": "72"}, "PT"),
        ("regency_city", {"name": "Mitra", "region": "71.07"}, "Kabupaten Minahasa Tenggara"),
        ("regency_city", {"name": "", "region": ""}, "id_name"),
    ],
)
def test_what_cannot_be_entered_is_told_on_the_form(as_secretary, kind, given, told):
    make_region("72")
    answer = as_secretary.post(f"/organisasi/baru?jenis={kind}", given)
    assert answer.status_code == 422
    assert told in answer.text
    assert not Organisation.objects.filter(name__in=["PT", "Mitra"]).exists()


def test_an_organisation_is_changed_and_its_history_shows_it(as_secretary, government):
    path = f"/organisasi/{government.pk}/ubah"
    assert "Kabupaten Minahasa Tenggara" in as_secretary.get(path).text
    as_secretary.post(path, {"name": "Kab. Minahasa Tenggara", "region": "71.07"})
    government.refresh_from_db()
    assert government.name == "Kab. Minahasa Tenggara"
    history = as_secretary.get(f"/organisasi/{government.pk}/riwayat").text
    assert len(re.findall(r"catatan \d+", history)) == 2
    assert "Sekretaris" in history


def test_the_tree_of_bpjs_offices_is_shown_with_service_areas(client):
    regional = make_organisation(kind=Kind.BPJS_OFFICE, name="Kanwil Sulawesi-Maluku")
    branch = make_organisation(
        kind=Kind.BPJS_OFFICE,
        name="Cabang Ternate",
        parent=regional,
        service_area=[make_region("82", name="Maluku Utara")],
    )
    client.force_login(make_operator())
    above, below = (client.get(f"/organisasi/{one.pk}").text for one in (regional, branch))
    assert "Cabang Ternate" in above
    assert "Maluku Utara" in above
    assert "Kanwil Sulawesi-Maluku" in below


def test_an_office_is_entered_below_another_by_the_form(client):
    regional = make_organisation(kind=Kind.BPJS_OFFICE, name="Kanwil")
    make_region("71")
    make_region("82")
    client.force_login(make_operator())
    given = {"name": "Cabang", "parent": regional.pk, "service_area": "71, 82"}
    client.post("/organisasi/baru?jenis=bpjs_office", given)
    made = Organisation.objects.get(name="Cabang")
    assert made.parent == regional
    assert list(made.service_area.values_list("pk", flat=True)) == ["71", "82"]


def test_a_link_is_shown_once_and_lets_a_new_person_in(as_secretary, government):
    page = as_secretary.post(f"/organisasi/{government.pk}/undang", INVITATION, follow=True)
    link = re.search(r"http://testserver(/undangan/[\w-]+)", page.text).group(1)
    again = as_secretary.get(page.redirect_chain[-1][0])
    assert link not in again.text
    visitor = Client()
    shown = visitor.get(link, follow=True)
    assert shown.redirect_chain == [("/undangan", 302)]
    assert "Penjabat Bupati" in shown.text
    assert "no-store" in shown["Cache-Control"]
    answer = visitor.post("/undangan", {"password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == "/meja"
    held = Membership.objects.get(organisation=government)
    assert (held.user.email, held.may_sign) == ("bupati@contoh.invalid", True)
    assert visitor.session["_auth_user_id"] == str(held.user_id)
    used = Client().get(link, follow=True)
    assert used.status_code == 409
    assert "Sekretaris" in used.text


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"password": "pendek", "again": "pendek"}, "id_password"),
        ({"password": PASSWORD, "again": PASSWORD + "x"}, "id_again"),
        ({}, "id_password"),
    ],
)
def test_a_faulty_password_keeps_the_link_usable(client, government, given, field):
    _, token = make_invitation(organisation=government)
    client.get(f"/undangan/{token}")
    answer = client.post("/undangan", given)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert client.post("/undangan", {"password": PASSWORD, "again": PASSWORD}).status_code == 302


def test_a_signed_in_person_joins_with_one_button(client, government):
    _, token = make_invitation(organisation=government)
    user = make_user()
    client.force_login(user)
    assert user.email in client.get(f"/undangan/{token}", follow=True).text
    assert client.post("/undangan")["Location"] == "/meja"
    assert Membership.objects.get(organisation=government).user == user


def test_each_link_that_is_over_says_whom_to_ask(client, government, secretary):
    withdrawn, token = make_invitation(organisation=government, by=secretary)
    invitations.withdraw(invitation=withdrawn, by=secretary)
    with clock.at(clock.now() - timedelta(days=15)):
        _, old = make_invitation(organisation=government, by=secretary)
    codes = {}
    for name, secret in (("withdrawn", token), ("expired", old)):
        answer = client.get(f"/undangan/{secret}", follow=True)
        assert answer.status_code == 409
        assert "Sekretaris" in answer.text
        codes[name] = re.search(r"organisations\.invitation_\w+", answer.text).group()
    assert codes == {
        "withdrawn": "organisations.invitation_withdrawn",
        "expired": "organisations.invitation_expired",
    }
    assert client.get("/undangan/tebakan").status_code == 404
    assert Client().get("/undangan").status_code == 404


def test_who_has_an_account_is_sent_to_sign_in_and_back(client, government):
    user = make_user(password=PASSWORD)
    _, token = make_invitation(organisation=government, email=user.email)
    answer = client.get(f"/undangan/{token}", follow=True)
    assert answer.status_code == 409
    assert "/akun/masuk?next=/undangan" in answer.text
    given = {"login": user.email, "password": PASSWORD, "next": "/undangan"}
    back = client.post("/akun/masuk", given, follow=True)
    assert back.redirect_chain == [("/undangan", 302)]
    assert user.email in back.text


def test_a_sender_does_not_use_their_own_link(as_secretary, government, secretary):
    _, token = make_invitation(organisation=government, by=secretary)
    assert as_secretary.get(f"/undangan/{token}", follow=True).status_code == 409
    assert as_secretary.post("/undangan").status_code == 409
    assert not Membership.objects.filter(organisation=government).exists()


def test_an_invitation_is_listed_renewed_and_withdrawn(as_secretary, government, secretary):
    made, _ = make_invitation(organisation=government, by=secretary, email="a@contoh.invalid")
    base = f"/organisasi/{government.pk}"
    assert "a@contoh.invalid" in as_secretary.get(f"{base}/undangan").text
    assert as_secretary.get(f"{base}/undangan?format=xlsx").status_code == 200
    renewed = as_secretary.get(f"{base}/undang?dari={made.pk}").text
    assert 'value="a@contoh.invalid"' in renewed
    assert 'value="2024-01-01"' in renewed
    assert as_secretary.get(f"{base}/undangan/{made.pk}/tarik").status_code == 200
    as_secretary.post(f"{base}/undangan/{made.pk}/tarik")
    made.refresh_from_db()
    assert made.state == "withdrawn"
    assert as_secretary.post(f"{base}/undangan/{made.pk}/tarik").status_code == 409


def test_invitations_ask_as_much_for_thirty_rows_as_for_one(as_secretary, government):
    make_invitation(organisation=government)
    with CaptureQueriesContext(connection) as one:
        as_secretary.get(f"/organisasi/{government.pk}/undangan")
    for _ in range(29):
        make_invitation(organisation=government)
    with CaptureQueriesContext(connection) as thirty:
        as_secretary.get(f"/organisasi/{government.pk}/undangan")
    assert len(one) == len(thirty)


def test_an_invitation_elsewhere_is_neither_seen_nor_withdrawn(client, government):
    made, _ = make_invitation(organisation=government)
    client.force_login(make_member(organisation=make_organisation(region="72")).user)
    for path in ("", "/tarik"):
        assert client.get(f"/organisasi/{government.pk}/undangan/{made.pk}{path}").status_code == 403
    assert client.get(f"/organisasi/{government.pk}/undang").status_code == 403


def test_an_office_is_handed_over_by_a_link(as_secretary, government):
    old = make_member(
        organisation=government,
        office="Penjabat Bupati",
        standing=Standing.ACTING_PJ,
        may_sign=True,
        mandate_end=date(2025, 2, 19),
    )
    base = f"/organisasi/{government.pk}/anggota/{old.pk}"
    assert f"{base}/serah-terima" in as_secretary.get(base).text
    given = {
        "email": "bupati@contoh.invalid",
        "office": "Bupati",
        "standing": "definitive",
        "mandate_start": "2025-02-20",
        "reason": "pelantikan",
    }
    page = as_secretary.post(f"{base}/serah-terima", given, follow=True)
    link = re.search(r"http://testserver(/undangan/[\w-]+)", page.text).group(1)
    visitor = Client()
    visitor.get(link)
    visitor.post("/undangan", {"password": PASSWORD, "again": PASSWORD})
    new = Membership.objects.get(successor_of=old)
    assert (new.office, new.may_sign, new.organisation) == ("Bupati", True, government)
    shown = as_secretary.get(f"/organisasi/{government.pk}").text
    assert "pelantikan" in shown
    assert as_secretary.get(f"{base}/serah-terima").status_code == 409
    assert "Bupati" in as_secretary.get(base).text


def test_a_membership_is_ended_with_a_reason(as_secretary, government):
    held = make_member(organisation=government, office="Staf", standing=Standing.STAFF)
    path = f"/organisasi/{government.pk}/anggota/{held.pk}/akhiri"
    assert as_secretary.post(path, {"reason": ""}).status_code == 422
    assert as_secretary.post(path, {"reason": "mutasi"})["Location"] == f"/organisasi/{government.pk}"
    held.refresh_from_db()
    assert held.end_reason == "mutasi"


def test_a_colleague_neither_invites_nor_ends(client, government):
    head = make_member(organisation=government, may_sign=True)
    clerk = make_member(organisation=government, office="Staf", standing=Standing.STAFF)
    client.force_login(clerk.user)
    base = f"/organisasi/{government.pk}"
    assert "/undang" not in client.get(base).text
    assert client.get(f"{base}/undang").status_code == 403
    assert client.post(f"{base}/anggota/{head.pk}/akhiri", {"reason": "x"}).status_code == 403
    assert not Invitation.objects.exists()


def test_a_mandate_is_prolonged_on_its_page(as_secretary, government):
    held = make_member(organisation=government, office="Penjabat Bupati", standing=Standing.ACTING_PJ)
    path = f"/organisasi/{government.pk}/anggota/{held.pk}"
    assert f"{path}/ubah" in as_secretary.get(path).text
    assert 'value="Penjabat Bupati"' in as_secretary.get(f"{path}/ubah").text
    given = {
        "office": "Penjabat Bupati",
        "standing": "acting_pj",
        "mandate_start": "2024-01-01",
        "mandate_end": "2023-01-01",
        "reason": "SK perpanjangan",
    }
    assert as_secretary.post(f"{path}/ubah", given).status_code == 422
    assert as_secretary.post(f"{path}/ubah", given | {"mandate_end": "2030-01-01"})["Location"] == path
    held.refresh_from_db()
    assert held.mandate_end == date(2030, 1, 1)
    as_secretary.force_login(held.user)
    assert f"{path}/ubah" not in as_secretary.get(path).text
