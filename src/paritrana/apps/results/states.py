"""How far the making of a run's reports has come."""

from enum import StrEnum, auto


class ReportState(StrEnum):
    """Reports wait, are computed by whoever took them, and are kept with the run, or broke off."""

    QUEUED = auto()
    WORKING = auto()
    DONE = auto()
    FAILED = auto()


IN_WORK = (ReportState.QUEUED, ReportState.WORKING)
