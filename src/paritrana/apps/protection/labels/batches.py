"""What batches and paid months call their states, and what they say when they refuse."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from paritrana.apps.protection.labels import words
from paritrana.apps.protection.rules.months import Mark, Standing
from paritrana.apps.protection.states import BatchState, CorrectionKind, EnrolmentState
from paritrana.ui import refusals

# As BPJS Ketenagakerjaan reads them: in Indonesian whatever the page is in.
FILE_HEADINGS = (
    *("NIK", "Nama", "Tanggal Lahir", "L/P", "Kode Desa", "Desa/Kelurahan", "Pekerjaan", "Program"),
    *("Mulai Bulan", "Wadah"),
)
BATCH = {
    BatchState.PROPOSED: _("Proposed"),
    BatchState.VERIFIED: _("Verified"),
    BatchState.SENT: _("Sent to BPJS"),
    BatchState.ANSWERED: _("Answered"),
    BatchState.WITHDRAWN: _("Withdrawn"),
}
BATCH_TONE = {
    BatchState.PROPOSED: "warn",
    BatchState.VERIFIED: "info",
    BatchState.SENT: "info",
    BatchState.ANSWERED: "good",
    BatchState.WITHDRAWN: "neutral",
}
ENROLMENT = {
    EnrolmentState.OPEN: _("Waits"),
    EnrolmentState.ACTIVE: _("Accepted, active"),
    EnrolmentState.REJECTED: _("Rejected"),
    EnrolmentState.LEFT_OUT: _("Left out"),
    EnrolmentState.ENDED: _("Ended"),
}
ENROLMENT_TONE = {
    EnrolmentState.OPEN: "info",
    EnrolmentState.ACTIVE: "good",
    EnrolmentState.REJECTED: "bad",
    EnrolmentState.LEFT_OUT: "neutral",
    EnrolmentState.ENDED: "neutral",
}
MARK = {
    Mark.OUTSIDE: _("Not covered"),
    Mark.PAID: _("Paid"),
    Mark.AHEAD: _("Paid ahead"),
    Mark.DUE: _("Not due yet"),
    Mark.UNPAID: _("Unpaid"),
    Mark.LAPSED: _("Lapsed"),
    Mark.VOID: _("Paid after the lapse"),
}
MARK_TONE = {
    Mark.OUTSIDE: "neutral",
    Mark.PAID: "good",
    Mark.AHEAD: "info",
    Mark.DUE: "neutral",
    Mark.UNPAID: "warn",
    Mark.LAPSED: "bad",
    Mark.VOID: "warn",
}
STANDING = {
    Standing.NOT_BEGUN: _("Not begun"),
    Standing.RUNNING: _("Active"),
    Standing.ARREARS: _("In arrears"),
    Standing.LAPSED: _("Lapsed"),
    Standing.STOPPED: _("Stopped"),
}
STANDING_TONE = {
    Standing.NOT_BEGUN: "info",
    Standing.RUNNING: "good",
    Standing.ARREARS: "warn",
    Standing.LAPSED: "bad",
    Standing.STOPPED: "neutral",
}
CORRECTION = {
    CorrectionKind.RESTORED: _("Counted as if paid in time"),
    CorrectionKind.TAKEN_BACK: _("Months taken back"),
}


def occupation(code: str) -> str:
    """Return an occupation as BPJS reads it."""
    with override("id"):
        return str(words.OCCUPATION[code])


_RELOAD = _("Reload the page to see how things stand.")
refusals.register(
    {
        "worker.enrolled": (
            _("This worker is in a batch, or a member at BPJS Ketenagakerjaan, under this NIK."),
            _("Before sending, leave it out; later, stop the record and add the worker under the right NIK."),
        ),
        "batch.none": (_("There is no such batch in your area."), _("Go back to the list.")),
        "batch.state": (_("The batch is in a state that does not allow it."), _RELOAD),
        "batch.second_person": (
            _("Whoever proposed a batch does not verify it."),
            _("Ask a colleague of your office to look at it."),
        ),
        "batch.needs_agreement": (
            _("Cover of this fund starts by the agreement, and none is named."),
            _("Choose the agreement; if it is not entered yet, enter it first."),
        ),
        "batch.after_agreement": (
            _("The agreement ends in {month}, before this cover would start."),
            _("Choose an earlier month, or the agreement that follows."),
        ),
        "batch.starts_in_past": (
            _("Cover starts with the month of registration; {month} is the earliest now."),
            _("Choose that month or a later one."),
        ),
        "batch.nobody": (
            _("Nobody is left to enrol: whoever this fund pays is in a batch or active already."),
            _("Set the fund at the workers' records first, or choose another fund or village."),
        ),
        "batch.too_many": (
            _("{count} workers are more than one batch takes ({most})."),
            _("Propose them village by village."),
        ),
        "batch.over_quota": (
            _("The agreement is for {quota} workers; {taken} are enrolled and {asked} would come."),
            _("Choose a village, or agree on more first."),
        ),
        "batch.not_listed": (
            _("{count} of these workers have stopped, or are paid by another fund."),
            _("Look at their records; take them up again or set the fund first."),
        ),
        "batch.held": (
            _("{count} of these workers are in another batch or active already."),
            _("Nobody is enrolled twice in one programme; leave them out."),
        ),
        "batch.stopped_inside": (
            _("{count} workers of this batch have stopped since."),
            _("Leave them out of the batch, then go on."),
        ),
        "batch.answered_partly": (
            _("BPJS has answered a part of this batch already."),
            _("Import the rest of the answer."),
        ),
        "enrolment.not_doubled": (
            _("This person is in no other enrolment of the same programme."),
            _("Only one of two is ended here. Whoever leaves the programme is stopped in the register."),
        ),
        "enrolment.not_active": (
            _("Only an enrolment that BPJS accepted, and that nobody ended, is ended here."),
            _("Before sending, leave the worker out of the batch; once sent, wait for the answer."),
        ),
        "answer.faults": (
            _("The answer was not taken in: some rows need mending."),
            _("Mend the rows below in the file and choose it again. Nothing of it was kept."),
        ),
        "months.none": (_("There is no such correction in your area."), _("Go back to the list.")),
        "months.nobody": (
            _("Nobody is left to whom this payment could be settled."),
            _("Only accepted workers of this fund who owe one of its months are meant."),
        ),
        "months.too_many": (
            _("The payment is for {workers} workers a month, but {people} owe these months."),
            _("Choose the batch that it pays for."),
        ),
        "months.batch_of_another": (_("This batch belongs to another fund."), _("Choose one of the list.")),
        "months.not_paid": (
            _("None of these months is paid for this worker."),
            _("Look at the months again."),
        ),
        "months.no_minutes": (
            _("The number of the minutes is missing."),
            _("Enter it as on the paper (berita acara)."),
        ),
        "months.restored_already": (_("Minutes have restored this payment already."), _RELOAD),
        "months.nothing_void": (
            _("No month of this payment came after a lapse, so there is nothing to restore."),
            _("Settle the payment first, if that is still to be done."),
        ),
        "months.settle_anew": (
            _("Months that were taken back from a worker are not put back."),
            _("Settle the payment anew; both stay to be read."),
        ),
        "months.nothing_to_tell": (
            _("Nothing has changed since the last delivery."),
            _("Settle payments first; then deliver."),
        ),
    }
)
