"""The protection programme of the small world: a worker, a fund with money on it, an agreement."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import batches, rosters
from tests.factories import plans as make_plan
from tests.factories import protection as make
from tests.factories import same as twins
from tests.factories.coverage import make_officer, office_of
from tests.factories.nominations import PDF

from paritrana.apps.accounts.models import User
from paritrana.apps.protection.commands import agreements, funds, months, plans, subjects
from paritrana.apps.protection.models import (
    Agreement,
    Commitment,
    Correction,
    EmployerCase,
    Enlistment,
    Fund,
    Payment,
    PeopleExport,
    PersonLink,
    Pledge,
    RosterImport,
    Scenario,
    SubjectRequest,
    Task,
    WorkerRequest,
)
from paritrana.core.units import clock

VILLAGE = make.VILLAGE


@dataclass(frozen=True)
class Programme:
    """What stands in the addresses; other_fund is kept by an office elsewhere."""

    worker: Enlistment
    commitment: Commitment
    payment: Payment
    agreement: Agreement
    other_fund: Fund
    roster: RosterImport
    roster_in: RosterImport
    link: PersonLink
    merged: PersonLink
    compared: RosterImport
    correction: Correction
    scenario: Scenario
    scenario_out: Scenario
    pledge: Pledge
    task: Task
    case: EmployerCase
    request: WorkerRequest
    export: PeopleExport
    export_of_another: PeopleExport
    wish: SubjectRequest


def build_programme(officer: User, elsewhere: User) -> Programme:
    """Return a programme kept by one officer, beside a fund of another."""
    fund = make.make_fund(officer)
    commitment = make.make_commitment(fund, officer)
    paid = funds.pay(
        commitment=commitment,
        workers=20,
        first_month="2026-01",
        last_month="2026-01",
        paid_on=date(2026, 1, 5),
        document="SP2D 1",
        by=officer,
    )
    scan = SimpleUploadedFile("pks.pdf", PDF)
    pledge = make.make_pledge(officer, signed_on=None)
    worker = make.make_worker(officer, fund=fund)
    return Programme(
        worker=worker,
        pledge=pledge,
        task=make.make_task(officer),
        case=make.make_old_case(officer),
        request=make.make_request(),
        export=make.make_export(officer),
        wish=subjects.receive(kind="access", way="card", worker=worker, by=officer),
        export_of_another=make.make_export(make_officer(office_of(officer))),
        commitment=commitment,
        payment=paid,
        agreement=agreements.attach_scan(agreement=make.make_agreement(officer), upload=scan, by=officer),
        other_fund=make.make_fund(elsewhere, region="71.02"),
        roster=rosters.make_checked(officer, [rosters.a_row(8801, sex="Pria")]),
        roster_in=rosters.make_committed(officer, [rosters.a_row(8802)]),
        link=twins.make_link(officer),
        merged=twins.make_merged(officer),
        compared=rosters.make_compared(officer, [rosters.a_row(8803)]),
        correction=a_correction(officer),
        scenario=make_plan.make_scenario(officer),
        scenario_out=plans.remove(scenario=make_plan.make_scenario(officer), by=officer),
    )


def a_correction(officer: User) -> Correction:
    """Return minutes that let a late payment count for the worker of a batch."""
    with clock.at(datetime(2026, 3, 10, 2, tzinfo=UTC)):
        fund = batches.make_paid_fund(officer, 1)
        batches.make_active(officer, fund)
    with clock.at(datetime(2026, 8, 10, 2, tzinfo=UTC)):
        late = batches.pay(
            *(officer, fund), workers=1, first_month="2026-04", last_month="2026-08", paid_on=date(2026, 8, 3)
        )
        return months.restore(payment=late, minutes="BA 1", reason="Terlambat cair", by=officer)


def places_of(programme: Programme) -> dict[str, tuple[object, ...]]:
    """Return what stands in the addresses, by the table's word for it."""
    fund = programme.commitment.fund_id
    member = programme.correction.payment.months.first().enrolment
    return {
        "village": (VILLAGE,),
        "worker": (programme.worker.pk,),
        "fund": (fund,),
        "commitment": (fund, programme.commitment.pk),
        "payment": (fund, programme.payment.pk),
        "agreement": (programme.agreement.pk,),
        "roster": (programme.roster.pk,),
        "row of a roster": (programme.roster.pk, 2),
        "roster in the register": (programme.roster_in.pk,),
        "pair": (programme.link.pk,),
        "merged pair": (programme.merged.pk,),
        "compared list": (programme.compared.pk,),
        "batch": (member.batch_id,),
        "worker of a batch": (member.batch_id, member.pk),
        "enrolled worker": (member.pk,),
        "settled payment": (programme.correction.payment_id,),
        "correction of months": (programme.correction.pk,),
        "scenario": (programme.scenario.pk,),
        "removed scenario": (programme.scenario_out.pk,),
        "kind of list": ("counts",),
        "workplace": (programme.pledge.sponsor.workplace_id,),
        "sponsor": (programme.pledge.sponsor_id,),
        "pledge": (programme.pledge.pk,),
        "employer": (programme.case.employer,),
        "activity": (programme.task.activity_id,),
        "task": (programme.task.activity_id, programme.task.pk),
        "worker's request": (programme.request.pk,),
        "export": (programme.export.pk,),
        "wish of a subject": (programme.wish.pk,),
        "export of another": (programme.export_of_another.pk,),
    }
