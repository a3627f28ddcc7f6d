"""The longer texts of the portal: help by role, and the words of the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
TO_DESK = _("To my desk")

GLOSSARY = [
    (_("Edition"), _("One selection of the award, at one level, for one judged period.")),
    (
        _("Judged period"),
        _("The days whose figures are judged; the year printed on posters may be another."),
    ),
    (
        _("Rulebook"),
        _("The file with everything about judging: categories, stages, criteria, weights, ties."),
    ),
    (_("Nomination, dossier"), _("One organisation standing in one category, with its answers and files.")),
    (
        _("Claim and verified figure"),
        _("What the entrant states, and what a verifier found; the rulebook says which is scored."),
    ),
    (_("Screening"), _("The secretariat looks whether a dossier is complete; it gives no marks.")),
    (
        _("Tie of interest, recusal"),
        _("What binds a juror to an entrant; such a juror stands back and does not mark it."),
    ),
    (_("Sheet"), _("One juror's marks of one round; locked, it is sealed and can no longer change.")),
    (
        _("Round"),
        _("The marking of one stage of one category; the chair opens it when the quorum is there."),
    ),
    (
        _("Ledger"),
        _("The log of every act, linked so that nothing can be changed afterwards without being seen."),
    ),
    (
        _("Bundle"),
        _("The file with rules, figures, marks and result, from which anybody recomputes the ranking."),
    ),
]


@dataclass(frozen=True)
class Section:
    """Help for one role: what it is for, the steps, and the page (by name) where to start."""

    id: str
    title: Text
    lead: Text
    steps: Sequence[Text]
    start: str = "portal:desk"
    label: Text = TO_DESK


HELP = [
    Section(
        "pengusul",
        _("Proposer"),
        _("BPJS Ketenagakerjaan offices and provinces propose entrants."),
        [
            _("Open the edition and choose a category: the quota shows how many places are left."),
            _("Choose the organisation and write why you propose it."),
            _("Send the entrant its one-use link, by mail or by copying it."),
            _("Watch who has accepted, declined or started."),
        ],
    ),
    Section(
        "peserta",
        _("Entrant"),
        _("Provinces, regencies and cities, villages and companies fill a dossier."),
        [
            _("Read what is asked before you start; gather figures and files."),
            _("Fill the parts in any order; hand parts to colleagues; every answer is saved by itself."),
            _("Attach a file to each criterion that asks for one."),
            _("Check the answers, let the head or the deputy give the statement, and send."),
            _("Keep the receipt: it holds the number, the time and the hash of every file."),
        ],
    ),
    Section(
        "sekretariat",
        _("Secretariat"),
        _("The office that runs the edition."),
        [
            _("Create the edition from a rulebook file, or copy last year's."),
            _("Fill every seat of the committee and set the calendar, then announce."),
            _("Screen each dossier: complete, back with reasons, or refused with a reason."),
            _("Start the rounds, schedule interviews, see who has marked (never what)."),
            _("When the chair has opened every round, compute the ranking and publish."),
        ],
    ),
    Section(
        "verifikator",
        _("Verifier"),
        _("Enters the verified figure beside each claim."),
        [
            _("Open the edition: figures without a verified value come first."),
            _("Enter the figure as two counts where it is a rate, with date, definition and source."),
            _("Answer objections; the entrant sees every figure before marking begins."),
        ],
    ),
    Section(
        "juri",
        _("Juror"),
        _("Marks dossiers and interviews."),
        [
            _("Declare for every entrant whether something ties you to it; only then do dossiers open."),
            _("Mark with the evidence on one side and the meaning of each mark on the other."),
            _("Lock the sheet when it is whole. Nobody sees others' marks before the round is opened."),
        ],
    ),
    Section(
        "ketua",
        _("Chair"),
        _("Opens rounds and records decisions."),
        [
            _("Open a round when the quorum of locked sheets is there."),
            _("Read the ranking with what each criterion gave and how equals were parted."),
            _("Record the decision on each category with its reason."),
        ],
    ),
    Section(
        "publik",
        _("Public and press"),
        _("Nobody needs an account to read."),
        [
            _("Find the edition of your province: its calendar, its method, its results."),
            _("Download the bundle of a published result and check it on your own computer."),
            _("Check whether the figures of a press release fit together: the link stands below every page."),
        ],
        start="portal:verification-help",
        label=_("How to check a result"),
    ),
]
