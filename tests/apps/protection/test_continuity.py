"""Agreements over the terms of those who sign them: what follows what, and the days between."""

from datetime import UTC, date, datetime

import pytest
from tests.factories import protection as make
from tests.factories.nominations import make_region

from paritrana.apps.protection.commands import agreements
from paritrana.apps.protection.queries.continuity import continuity
from paritrana.apps.protection.rules.agreements import Party, Terms, days_without
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ends", "starts", "days"),
    [
        (date(2023, 12, 31), date(2024, 1, 1), 0),
        (date(2023, 12, 31), date(2024, 1, 2), 1),
        (date(2023, 12, 31), date(2024, 4, 23), 113),
        (date(2023, 12, 31), date(2023, 7, 1), 0),  # they overlap
    ],
)
def test_days_between_two_agreements(ends, starts, days):
    assert days_without(ends, starts) == days


@pytest.fixture
def line():
    """Return three agreements on end: the second signed by an acting regent after a gap, the third then."""
    officer = make.regency_officer()
    dates = [
        (date(2022, 1, 1), date(2023, 12, 31)),
        (date(2024, 4, 23), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 12, 31)),
    ]
    offices = ["Bupati", "Penjabat Bupati", "Penjabat Bupati"]
    made = []
    for number, ((first, last), office) in enumerate(zip(dates, offices, strict=True)):
        made.append(
            agreements.enter(
                office=make.office_of(officer),
                region=make_region(make.REGENCY),
                terms=Terms("mou", f"MOU/{number}", "Pelindungan", first, first, last, "JKK+JKM", quota=100),
                parties=[
                    Party("Pemerintah", office, "Keputusan"),
                    Party("BPJS", "Kepala", "Kuasa"),
                ],
                follows=made[-1] if made else None,
                by=officer,
            )
        )
    make.make_agreement(officer, number="LAIN/1")
    return officer, made


def test_the_whole_line_is_told_from_wherever_it_is_opened(line):
    _officer, made = line
    for one in made:
        found = continuity(one, day=date(2025, 6, 1))
        assert [term.agreement for term in found.terms] == made
        assert [term.gap for term in found.terms] == [0, 113, 0]
        assert [term.changed for term in found.terms] == [False, True, False]
        assert (found.open_days, found.gap) == (0, 113)
    after = continuity(made[0], day=date(2026, 1, 10))
    assert (after.open_days, after.gap) == (10, 123)


def test_the_page_shows_who_signed_and_the_days_without(client, line):
    officer, made = line
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    with clock.at(datetime(2026, 1, 10, 2, tzinfo=UTC)):
        page = " ".join(client.get(made[1].get_absolute_url()).content.decode().split())
    assert "123 days without an agreement since the first one began" in page
    assert "113 days without" in page
    assert "Another office or basis signs" in page
    assert "Without a gap" in page
    assert "Nothing follows yet" in page
    assert made[2].get_absolute_url() in page
    assert "LAIN/1" not in page


def test_one_agreement_in_force_has_no_gap(client):
    officer = make.regency_officer()
    today = clock.now().date()
    made = make.make_agreement(officer, signed_on=today, starts_on=today, ends_on=today)
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    assert "No day without an agreement" in client.get(made.get_absolute_url()).content.decode()
