"""The main menu follows the roles of a person and costs little."""

import pytest
from tests.factories import awards as make
from tests.factories import nominations as dossiers

from paritrana.apps.organisations.states import Kind, Role
from paritrana.portal.queries import bearings, navigation

pytestmark = pytest.mark.django_db


def labels(user):
    return [str(entry["url"]) for entry in navigation(user)]


def test_a_stranger_is_shown_what_is_public_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert labels(None) == ["/penyelenggaraan", "/hasil", "/cakupan", "/bantuan"]


@pytest.mark.parametrize(
    ("role", "address"),
    [(Role.ENTRANT, "/peserta"), (Role.PROPOSER, "/usulan"), (Role.SECRETARIAT, "/meja")],
)
def test_a_role_brings_its_entry(role, address):
    office = dossiers.make_organisation(Kind.BPJS_OFFICE, "")
    assert address in labels(dossiers.join(office, role))


def test_a_juror_finds_the_marking_and_an_entrant_does_not():
    edition = make.make_edition()
    assert "/juri" in labels(make.holder_of(edition.seats.first()))
    assert "/juri" not in labels(dossiers.join(dossiers.make_organisation(), Role.ENTRANT))


def test_the_secretariat_and_the_operator_find_the_organisations():
    secretary = dossiers.join(dossiers.make_organisation(Kind.SECRETARIAT), Role.SECRETARIAT)
    assert "/organisasi" in labels(secretary)
    assert "/organisasi" in labels(make.make_user(is_operator=True))
    assert "/organisasi" not in labels(dossiers.join(dossiers.make_organisation(), Role.ENTRANT))


def test_everybody_signed_in_finds_the_own_account():
    assert "/akun/saya" in labels(make.make_user())
    assert "/akun/saya" not in labels(None)


def test_only_the_operator_finds_the_outbox():
    assert "/kotak-keluar" in labels(make.make_user(is_operator=True))
    assert "/kotak-keluar" not in labels(make.make_user())


def test_the_menu_needs_at_most_three_queries(django_assert_max_num_queries):
    edition = make.make_edition()
    person = make.holder_of(edition.seats.first())
    for number in range(5):
        dossiers.join(dossiers.make_organisation(code=f"71.2{number}"), Role.ENTRANT, user=person)
    with django_assert_max_num_queries(3):
        told = bearings(person, "/juri/x")
    assert [entry["url"] for entry in told["nav"] if entry["current"]] == ["/juri"]
    assert told["role_line"].endswith("(+5)")


def test_a_closed_account_is_nobody():
    edition = make.make_edition()
    person = make.holder_of(edition.seats.first())
    person.is_active = False
    assert labels(person) == labels(None)
