"""`paritrana work` does what waits, and says what it did."""

import os

import pytest
from click.testing import CliRunner
from tests.factories import coverage as make

from paritrana.apps.coverage.models import Delivery
from paritrana.apps.coverage.states import DeliveryState
from paritrana.cli.site import work

pytestmark = pytest.mark.django_db


def test_a_waiting_delivery_is_read_and_a_second_call_finds_nothing():
    delivery = make.make_denominators(read=False)

    first = CliRunner().invoke(work)
    assert first.exit_code == 0
    assert f"delivery {delivery.pk}: done" in first.stderr
    assert Delivery.objects.get().state == DeliveryState.DONE
    assert "0 done" in CliRunner().invoke(work).stderr


def test_a_faulty_delivery_is_told_with_its_code_and_stops_nothing():
    faulty = make.make_denominators("x\n", read=False)
    good = make.make_denominators(read=False, by=faulty.delivered_by)

    told = CliRunner().invoke(work).stderr
    assert f"delivery {faulty.pk}: failed (data.faults)" in told
    assert f"delivery {good.pk}: done" in told


@pytest.mark.django_db(transaction=True)
def test_it_may_stay_and_look_again_until_its_caller_is_gone(monkeypatch):
    delivery = make.make_denominators(read=False)
    callers = iter([7, 7, 1])
    monkeypatch.setattr(os, "getppid", lambda: next(callers))

    done = CliRunner().invoke(work, ["--every", "1"])
    assert done.exit_code == 0
    assert f"delivery {delivery.pk}: done" in done.stderr
