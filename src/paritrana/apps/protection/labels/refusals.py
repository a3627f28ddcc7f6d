"""What the room says when it refuses, and how to go on."""

from django.utils.translation import gettext_lazy as _

from paritrana.ui import refusals

_ASK = _("Ask the BPJS Ketenagakerjaan office of your area, or the operator of this site.")
_RELOAD = _("Reload the page to see how things stand.")
_LIST = _("Choose one of the list.")
_OPERATOR = _("Tell the operator of the site.")

refusals.register(
    {
        "protection.not_officer": (
            _("Only coverage officers of a village, government or BPJS office keep the register."),
            _ASK,
        ),
        "protection.village_outside": (_("This village does not lie in the area of your office."), _ASK),
        "protection.region_outside": (
            _("This region does not lie in the area of the office you chose."),
            _("Choose a region inside it."),
        ),
        "protection.not_of_villages": (
            _("Funds and agreements are kept by offices above the villages."),
            _("Your village's page shows what is budgeted and paid for it."),
        ),
        "protection.other_office": (
            _("Another office keeps this; you may read it."),
            _("Ask that office to change it."),
        ),
        "protection.none": (_("There is no such fund or agreement."), _("Go back to the list.")),
        "person.no_keys": (
            _("This site has no keys for personal data yet, so no worker can be entered."),
            _("The operator sets PARITRANA_NIK_KEY and PARITRANA_PERSON_KEYS; see the page of settings."),
        ),
        "person.bad_keys": (
            _("The keys for personal data are not set up as they should be."),
            _("Each is written name:secret, the secret with at least {shortest} characters."),
        ),
        "person.key_missing": (
            _("The key “{key}”, by which personal data were sealed, is not among those of this site."),
            _("The operator adds it to PARITRANA_PERSON_KEYS again."),
        ),
        "person.unreadable": (_("Personal data cannot be opened with the keys of this site."), _OPERATOR),
        "person.no_purpose": (_("Personal data are opened for a purpose."), _LIST),
        "person.limit_reached": (
            _("You have reached the limit of {limit} for today."),
            _("Go on tomorrow; if the work needs more, the operator can raise the limit."),
        ),
        "worker.none": (_("There is no such worker in your area."), _("Go back to the village.")),
        "worker.none_listed": (
            _("Nobody of this village stands in the register yet."),
            _("Add the first worker."),
        ),
        "worker.faults": (_("This worker cannot be taken in as written."), _("Mend what is named below.")),
        "worker.no_village": (_("There is no such village."), _("Choose one of the list.")),
        "worker.listed_here": (
            _("This person stands in the register already: {village}."),
            _("Open the record; move it if the person moved."),
        ),
        "worker.listed_elsewhere": (
            _("This person stands in the register of another area already, so a second entry is not made."),
            _("If the person moved here, ask your BPJS Ketenagakerjaan office to settle it."),
        ),
        "worker.state": (_("The record is in a state that does not allow it."), _RELOAD),
        "worker.lives_there": (_("The worker stands in this village already."), _("Choose another village.")),
        "worker.no_reason": (_("It is not said why the worker stops."), _LIST),
        "worker.no_occupation": (_("This occupation is not on the list."), _LIST),
        "worker.no_service": (_("This is no civil service status of the list."), _LIST),
        "worker.no_note": (
            _("It is not said why."),
            _("Write the reason in a few words, without NIK or name."),
        ),
        "worker.day_ahead": (_("The day lies in the future."), _("Enter a day up to today.")),
        "worker.day_before_listing": (
            _("The day lies before the worker was listed."),
            _("Enter a day since then."),
        ),
        "fund.not_for_village": (
            _("This fund does not pay for people of this village."),
            _("Choose another fund. A kelurahan has no village budget."),
        ),
        "fund.bad_rules": (_("“{name}” is no rule of a fund, or its value does not fit."), _LIST),
        "fund.unknown_kind": (_("“{kind}” is no kind of fund."), _LIST),
        "fund.bad_year": (_("{year} is no year of a fund."), _("Enter four digits, as 2026.")),
        "fund.bad_amount": (
            _("An amount is out of range."),
            _("Enter whole rupiah, at most one quadrillion; the monthly rate is above zero."),
        ),
        "fund.quota_of_villages_only": (
            _("Only funds of village budgets ask every village for a quota."),
            _("Leave the quota empty, or choose ADD, Dana Desa or PAD Desa."),
        ),
        "fund.no_name": (_("The fund has no name."), _("Name it as the budget does.")),
        "fund.too_little_left": (
            _("{left} are left in the fund; this needs {asked}, {short} too much."),
            _("Take fewer workers or months, or raise the ceiling with its reason first."),
        ),
        "fund.not_committed": (
            _("{unpaid} are committed and unpaid here; this payment is {asked}."),
            _("Commit more first, or look at the months and workers again."),
        ),
        "fund.ceiling_below": (
            _("{committed} are committed already; the ceiling cannot lie below that."),
            _("Take commitments back first."),
        ),
        "fund.village_outside": (_("This village lies outside the fund's region."), _LIST),
        "fund.agreement_of_another": (
            _("This agreement belongs to another fund."),
            _("Choose one of this fund."),
        ),
        "fund.before_agreement": (
            _("Cover of this fund starts with the agreement, in {month}."),
            _("Begin with that month or later."),
        ),
        "money.bad_month": (_("A month is not written as it should be."), _("Write it as 2026-03.")),
        "money.months_backwards": (_("The last month lies before the first."), _("Look at both months.")),
        "money.too_many_months": (
            _("Premiums are paid for at most {most} months at once."),
            _("Enter the rest apart."),
        ),
        "money.bad_workers": (
            _("The number of workers is out of range."),
            _("Enter a whole number from 1 to 1.000.000."),
        ),
        "money.paid_already": (
            _("{paid} were paid on this commitment, so it cannot be taken back."),
            _("Take the payment back first, if it came back."),
        ),
        "money.taken_back": (_("This line was taken back already."), _RELOAD),
        "money.no_note": (_("It is not said why."), _("Write the reason in a few words.")),
        "money.paid_ahead": (_("The day of payment lies in the future."), _("Enter the day it was paid.")),
        "money.no_document": (
            _("The proof of payment is missing."),
            _("Enter its number, as on the receipt or transfer order."),
        ),
        "agreement.unknown_kind": (_("“{kind}” is no kind of agreement."), _LIST),
        "agreement.no_number": (_("The agreement has no number."), _("Copy it from the paper.")),
        "agreement.no_title": (_("The agreement has no title."), _("Copy it from the paper.")),
        "agreement.ends_before_start": (
            _("The agreement ends before it starts or is signed."),
            _("Look at the three dates again."),
        ),
        "agreement.too_long": (_("The agreement runs longer than ten years."), _("Look at the dates again.")),
        "agreement.too_few_parties": (
            _("This kind of agreement has at least {fewest} parties."),
            _("Write one a line: body | office that signs | basis on which it acts."),
        ),
        "agreement.bad_party": (
            _("A line of the parties does not have its three parts."),
            _("Write: body | office that signs | basis on which it acts."),
        ),
        "agreement.bad_programmes": (
            _("The programmes are not among {known}."),
            _("Write them with +, as JKK+JKM."),
        ),
        "agreement.bad_quota": (_("The quota is negative."), _("Enter a whole number, 0 for none.")),
        "agreement.has_successor": (_("This agreement has a successor already."), _RELOAD),
        "agreement.no_successor": (
            _("An agreement follows an earlier one of the same office."),
            _("Look at the office and the dates."),
        ),
        "agreement.fund_of_another": (_("The fund belongs to another office."), _LIST),
        "agreement.no_scan": (
            _("The signed scan of this agreement is not here yet."),
            _("Add it on the page of the agreement."),
        ),
        "agreement.scan_type": (
            _("This file is no PDF, JPG or PNG."),
            _("Scan the signed paper as PDF and choose it again."),
        ),
        "agreement.scan_too_large": (
            _("The scan is larger than {limit} MB."),
            _("Scan it in grey at 200 dpi and choose it again."),
        ),
    }
)
refusals.register_way("worker.listed_here", _("Open the record"), view="protection:worker", fact="worker")
