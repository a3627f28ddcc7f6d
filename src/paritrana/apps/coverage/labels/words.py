"""What states, levels, segments, funders and verdicts are called."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from paritrana.apps.coverage.rules.printed import Verdict
from paritrana.apps.coverage.states import DeliveryState, Level, RunState, Schema
from paritrana.ui import formats

SCHEMA = {
    Schema.CONTRIBUTION: _("Contribution roll"),
    Schema.MEMBERSHIP: _("Membership roll"),
    Schema.EMPLOYER: _("Register of employers"),
    Schema.PROJECT: _("Construction projects without names"),
    Schema.DENOMINATORS: _("Denominators"),
    Schema.PRINTED: _("Printed figures"),
}
SCHEMA_HINT = {
    Schema.CONTRIBUTION: _("Who paid for which month: CSV, Parquet or Excel."),
    Schema.MEMBERSHIP: _("Who is registered since when: CSV, Parquet or Excel."),
    Schema.PROJECT: _("Heads reported by projects, kept beside the figures: CSV, Parquet or Excel."),
    Schema.EMPLOYER: _("Employers with workers stated and registered: CSV, Parquet or Excel."),
    Schema.DENOMINATORS: _("Workers by region with source and error: CSV."),
    Schema.PRINTED: _("Figures that others published, with their source: CSV."),
}
DELIVERY = {
    DeliveryState.QUEUED: _("Waiting"),
    DeliveryState.RUNNING: _("Being read"),
    DeliveryState.DONE: _("Received"),
    DeliveryState.FAILED: _("Not received"),
}
DELIVERY_TONE = {
    DeliveryState.QUEUED: "neutral",
    DeliveryState.RUNNING: "info",
    DeliveryState.DONE: "good",
    DeliveryState.FAILED: "bad",
}
RUN = {
    RunState.QUEUED: _("Waiting"),
    RunState.RUNNING: _("Being computed"),
    RunState.COMPUTED: _("To be reviewed"),
    RunState.FAILED: _("Failed"),
    RunState.APPROVED: _("Approved, waits for a second person"),
    RunState.PUBLISHED: _("Published"),
    RunState.DISCARDED: _("Discarded"),
}
RUN_TONE = {
    RunState.QUEUED: "neutral",
    RunState.RUNNING: "info",
    RunState.COMPUTED: "warn",
    RunState.FAILED: "bad",
    RunState.APPROVED: "info",
    RunState.PUBLISHED: "good",
    RunState.DISCARDED: "neutral",
}
LEVELS = {
    Level.COUNTRY: _("Indonesia"),
    Level.PROVINCE: _("Provinces"),
    Level.REGENCY: _("Regencies and cities"),
    Level.DISTRICT: _("Districts"),
    Level.VILLAGE: _("Villages and kelurahan"),
}
SEGMENT = {
    "pu": _("Wage-earning (PU)"),
    "bpu": _("Non-wage (BPU)"),
    "jakon": _("Construction (Jakon)"),
    "pmi": _("Migrant (PMI)"),
}
FUNDER = {
    "self": _("The worker"),
    "employer": _("The employer"),
    "government": _("Government, level not stated"),
    "apbn": _("National budget (APBN)"),
    "apbd_province": _("Provincial budget (APBD)"),
    "apbd_regency": _("Regency or city budget (APBD)"),
    "village": _("Village budget"),
    "sponsor": _("Sponsoring persons"),
    "csr": _("Companies (CSR)"),
    "other": _("Others, or not stated"),
}
VERDICT = {
    Verdict.HOLDS: _("Holds"),
    Verdict.WITHIN_ROUNDING: _("Holds within rounding"),
    Verdict.CONTRADICTS: _("Does not follow from its counts"),
    Verdict.UNREADABLE: _("Cannot be read without guessing"),
    Verdict.UNCHECKED: _("Not checked"),
}
VERDICT_TONE = {
    Verdict.HOLDS: "good",
    Verdict.WITHIN_ROUNDING: "info",
    Verdict.CONTRADICTS: "bad",
    Verdict.UNREADABLE: "warn",
    Verdict.UNCHECKED: "neutral",
}


def period_text(period: str) -> str:
    """Return 2025 or Agustus 2025 in the language of the page."""
    if not period[5:]:
        return period
    day = formats.day(date(int(period[:4]), int(period[5:]), 1), weekday=False)
    return day.partition(" ")[2]
