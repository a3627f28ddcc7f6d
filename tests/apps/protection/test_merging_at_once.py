"""Merges while others merge, propose, pledge or settle: whichever is first, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from tests.apps.protection.test_merging import enrolled, everything, funded, merge, this_month, unmerge
from tests.factories import batches
from tests.factories import protection as make
from tests.factories import same as twins

from paritrana.apps.protection.commands import batches as batch_commands
from paritrana.apps.protection.commands import months
from paritrana.apps.protection.models import Enrolment, Merge, Pledge
from paritrana.apps.protection.states import EnrolmentState, WorkerState
from paritrana.core.units import clock
from paritrana.errors import RuleRefused

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """Do all of these at the same moment; return what became of each, as a code."""
    ready, now = Barrier(len(acts)), clock.now()

    def enter(doing):
        try:
            with clock.at(now):
                ready.wait(timeout=10)
                doing()
        except RuleRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(enter, acts))


@pytest.fixture
def officer():
    return make.regency_officer()


def test_two_offices_that_merge_a_pair_at_once_merge_it_once(officer):
    link = twins.make_link(officer)
    enrolled(link.second, officer)
    before = everything()
    above = make.officer_of("province", "71")
    told = at_once(partial(merge, link, by=officer), partial(merge, link, "second", by=above))
    assert sorted(told) == ["done", "pair.merged"]
    assert Merge.objects.count() == 1
    unmerge(link, above)
    assert everything() == before


def test_a_month_that_is_settled_meanwhile_is_the_persons_in_either_order(officer):
    link = twins.make_link(officer)
    row = enrolled(link.second, officer)
    month = this_month()
    given = {"first_month": month, "last_month": month, "paid_on": clock.now().date(), "workers": 1}
    paid = batches.make_payment(officer, row.batch.fund, **given)
    told = at_once(partial(merge, link, by=officer), partial(months.settle, payment=paid, by=officer))
    assert told == ["done", "done"]
    row.refresh_from_db()
    assert (row.worker_id, row.months.count()) == (link.first_id, 1)
    unmerge(link, officer)
    row.refresh_from_db()
    assert (row.worker_id, row.months.count()) == (link.second_id, 1)


def test_nobody_is_proposed_or_pledged_for_under_a_record_that_goes(officer):
    link = twins.make_link(officer)
    fund = funded(link.second, officer)
    propose = partial(
        batch_commands.propose, fund=fund, first_month=this_month(), workers=[link.second], by=officer
    )
    sponsor, money = make.make_sponsor(officer), make.make_sponsor_fund(officer)
    day = date(clock.now().year, 1, 1)
    pledge = partial(
        make.make_pledge, officer, sponsor=sponsor, worker=link.second, fund=money, signed_on=day
    )
    told = at_once(partial(merge, link, by=officer), propose, pledge)
    assert told[0] == "done"
    assert told[1] in {"done", "batch.not_listed", "batch.nobody"}
    assert told[2] in {"done", "worker.state"}
    stopped = {"worker__state": WorkerState.STOPPED}
    assert not Enrolment.objects.filter(**stopped, state=EnrolmentState.OPEN).exists()
    assert not Pledge.objects.filter(**stopped).exists()
