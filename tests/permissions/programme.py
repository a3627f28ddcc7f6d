"""The protection programme of the small world: a worker, a fund with money on it, an agreement."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import protection as make
from tests.factories import rosters
from tests.factories.coverage import make_officer, office_of
from tests.factories.nominations import PDF

from paritrana.apps.accounts.models import User
from paritrana.apps.protection.commands import agreements, funds, subjects
from paritrana.apps.protection.models import (
    Agreement,
    Commitment,
    Enlistment,
    Fund,
    Payment,
    PeopleExport,
    RosterImport,
    SubjectRequest,
    WorkerRequest,
)

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
    worker = make.make_worker(officer, fund=fund)
    return Programme(
        worker=worker,
        commitment=commitment,
        payment=paid,
        agreement=agreements.attach_scan(agreement=make.make_agreement(officer), upload=scan, by=officer),
        other_fund=make.make_fund(elsewhere, region="71.02"),
        roster=rosters.make_checked(officer, [rosters.a_row(8801, sex="Pria")]),
        roster_in=rosters.make_committed(officer, [rosters.a_row(8802)]),
        request=make.make_request(),
        export=make.make_export(officer),
        wish=subjects.receive(kind="access", way="card", worker=worker, by=officer),
        export_of_another=make.make_export(make_officer(office_of(officer))),
    )


def places_of(programme: Programme) -> dict[str, tuple[object, ...]]:
    """Return what stands in the addresses, by the table's word for it."""
    fund = programme.commitment.fund_id
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
        "worker's request": (programme.request.pk,),
        "export": (programme.export.pk,),
        "wish of a subject": (programme.wish.pk,),
        "export of another": (programme.export_of_another.pk,),
    }
