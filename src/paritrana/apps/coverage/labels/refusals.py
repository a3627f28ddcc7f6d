"""What the room says when it refuses, and how to go on."""

from django.utils.translation import gettext_lazy as _

from paritrana.ui import refusals

_TELL = _("Tell the operator of the site; then hand it in again.")
_RELOAD = _("Reload the page to see how things stand.")
_ASK = _("Ask the BPJS Ketenagakerjaan office of your area, or the operator of this site.")

refusals.register(
    {
        "coverage.not_officer": (_("Only coverage officers deliver and compute figures."), _ASK),
        "coverage.not_publisher": (
            _("Figures are computed and published by coverage officers of a BPJS Ketenagakerjaan office."),
            _ASK,
        ),
        "coverage.no_sample": (
            _("There is no sample of such a file."),
            _("Choose one on the page for handing in files."),
        ),
        "coverage.no_delivery": (_("There is no such delivery."), _("Go back to the list.")),
        "coverage.no_run": (_("There is no such run."), _("Go back to the list.")),
        "coverage.no_snapshot": (
            _("There is no snapshot with this number."),
            _("Choose one from the list of snapshots."),
        ),
        "coverage.no_rejected": (_("No row of this file was rejected."), _("Go back to the delivery.")),
        "coverage.no_figures": (
            _("No figures are published for this choice."),
            _("Choose another period, level or measure."),
        ),
        "coverage.bad_choice": (
            _("The address asks for “{value}”, which is no choice here."),
            _("Choose from the form on the page of coverage."),
        ),
        "coverage.no_choice": (
            _("“{value}” is nothing that {name} can be."),
            _("Choose from: {allowed}."),
        ),
        "coverage.too_many_compared": (
            _("Up to {most} regions are compared at once."),
            _("Take one out of the comparison."),
        ),
        "coverage.delivery_state": (_("This delivery is already in work or done."), _RELOAD),
        "coverage.run_state": (_("This run is in a state that does not allow it."), _RELOAD),
        "coverage.busy": (
            _("Another delivery or run is in work; this one waits its turn."),
            _("Come back in a few minutes."),
        ),
        "coverage.second_person": (
            _("It takes two people: whoever approved a run does not publish it."),
            _("Ask a colleague to review and publish it."),
        ),
        "coverage.reason_needed": (
            _("Figures of this year are already published; these correct them."),
            _("Write what is corrected and why: it is shown in the public log of corrections."),
        ),
        "coverage.no_file": (_("No file came with the delivery."), _("Choose at least one file.")),
        "coverage.too_many_files": (
            _("A delivery holds up to {most} files."),
            _("Send the others as a second delivery."),
        ),
        "coverage.file_type": (
            _("{name} is not of a kind that can be read here."),
            _("Send one of: {allowed}."),
        ),
        "coverage.file_too_large": (
            _("{name} is larger than {limit} MB."),
            _("Split it by month, or let the operator receive it with the command line."),
        ),
        "coverage.file_empty": (_("{name} is empty."), _("Save it again and choose it anew.")),
        "coverage.one_file": (
            _("Denominators and printed figures come as one CSV file."),
            _("Send one file at a time."),
        ),
        "coverage.from_the_future": (
            _("The date of the data lies in the future."),
            _("Enter the day on which the list was true."),
        ),
        "coverage.no_source": (
            _("The letter or report that the files come by is missing."),
            _("Enter office, number and date of the letter."),
        ),
        "coverage.no_key": (
            _("This site has no key for NIK yet, so rolls cannot be received."),
            _("The operator sets PARITRANA_NIK_KEY; see the page of settings."),
        ),
        "coverage.no_lake": (
            _("No roll has been received yet."),
            _("Deliver contribution and membership rolls first."),
        ),
        "coverage.not_denominators": (
            _("The denominators chosen are not a received delivery of denominators."),
            _("Choose one that was received."),
        ),
        "coverage.bad_year": (_("“{year}” is no year."), _("Enter four digits, as 2025.")),
        "coverage.changed_meanwhile": (
            _("The figures of this run no longer give its hash."),
            _("Discard it and compute anew; tell the operator."),
        ),
        "coverage.shows_hidden": (
            _("These figures show what snapshot {number} withholds ({count} figures)."),
            _("Discard the run and compute it anew: what was withheld once stays so."),
        ),
        "coverage.broken": (
            _("Something broke while working on it; it has been recorded."),
            _("Try again; if it happens twice, tell the operator."),
        ),
        "coverage.unknown_region": (
            _("Row with the region {region}: there is no region with this code."),
            _("Look the code up on the page of regions."),
        ),
        "file.unreadable": (_("A file cannot be read."), _("Save it again as CSV UTF-8, Parquet or XLSX.")),
        "lake.busy": (_("The lake is in use by another command."), _("Try again when it has ended.")),
        "lake.disk_full": (_("The disk of the site is full; nothing was taken in."), _TELL),
        "lake.unwritable": (_("The site cannot write to its lake; nothing was taken in."), _TELL),
        "lake.unreadable": (_("The site cannot read its lake."), _TELL),
        "nik.no_key": (_("This site has no key for NIK yet, so rolls cannot be received."), _TELL),
        "nik.other_key": (_("The lake was begun with another key for NIK."), _TELL),
        "period.ahead": (
            _("The rolls received do not reach {period} yet."),
            _("Deliver the months up to there, or compute an earlier year."),
        ),
    }
)
