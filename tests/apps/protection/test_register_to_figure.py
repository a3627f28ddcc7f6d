"""An officer's work on its way: register, delivery, lake, figures, snapshot, and the award dossier."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from tests.factories import batches as make
from tests.factories import coverage, offices
from tests.factories import protection as base

from paritrana.apps.coverage.commands import runs, work
from paritrana.apps.coverage.states import DeliveryState
from paritrana.apps.protection.commands import months, workers
from paritrana.apps.protection.models import RegisterDelivery
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db


def on(year, month, day):
    return clock.at(datetime(year, month, day, 2, tzinfo=UTC))


def test_paid_months_of_the_register_become_the_figure_beside_the_claim(client, settings):
    officer = base.regency_officer()
    with on(2023, 1, 5):
        base.make_village()
        fund = base.make_fund(officer, year=2023)
        for number in range(15):
            stated = base.a_worker(nik=base.a_nik(4000 + number))
            workers.add(worker=stated, fund=fund, listed_on=date(2023, 1, 2), by=officer)
        make.make_active(officer, fund, first_month="2023-01")
        paid = make.make_payment(
            *(officer, fund),
            workers=15,
            first_month="2023-01",
            last_month="2023-06",
            paid_on=date(2023, 1, 4),
        )
        months.settle(payment=paid, by=officer)
    with on(2024, 1, 4):
        client.force_login(officer)
        client.cookies["django_language"] = "en"
        handed_in = client.post("/program/iuran/kirim", follow=True).content.decode()
        assert "Received" in handed_in
        made = RegisterDelivery.objects.get()
        listed = " ".join(client.get("/program/iuran").content.decode().split())
        assert made.get_absolute_url() in listed
        assert "90 months paid, 0 taken back" in listed
        delivery = made.delivery
        file = delivery.files.get()
        assert (delivery.state, file.rows, file.accepted, file.warned) == (DeliveryState.DONE, 90, 90, 0)
        assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []

        lines = coverage.DENOMINATORS.replace("2023", "2022")
        table = coverage.make_denominators(lines, as_of=date(2022, 12, 31))
        run = runs.ask(year="2023", denominators=table, months=["12"], by=coverage.make_officer())
        run = runs.approve(run=work.take_run(run), by=coverage.make_officer())
        runs.publish(run=run, by=coverage.make_officer())

    dossier = offices.sent(organisation=fund.office)
    _office, verifier = offices.make_verifier()
    client.force_login(verifier)
    url = reverse("nominations:verification-figure", args=[dossier.edition.slug, dossier.pk, "coverage"])
    page = client.get(f"{url}?terbitan=1")
    # 15 workers for six of twelve months, over 100 workers of the regency
    assert "7.5%" in page.content.decode()
    first = page.context["form"].initial
    assert (first["numerator"], first["denominator"]) == ("90", "1200")
