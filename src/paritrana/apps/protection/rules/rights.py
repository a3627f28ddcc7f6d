"""Exports that need two persons, requests of data subjects, and how long personal data are kept."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from paritrana.apps.protection.states import (
    ExportPurpose,
    ExportState,
    SubjectKind,
    SubjectResult,
    SubjectState,
    SubjectWay,
)
from paritrana.errors import BadInput, RuleRefused

FETCH_WITHIN = timedelta(hours=24)
ANSWER_WITHIN = timedelta(hours=72)  # 3 × 24 hours
MOST_PEOPLE = 50_000  # of one workbook
COLUMNS = ("nik", "name", "born", "sex", "village", "occupation", "fund", "listed_on")
PERSONAL = frozenset({"nik", "name", "born"})
RESULTS = {
    SubjectKind.ACCESS: {SubjectResult.HANDED, SubjectResult.NOTHING, SubjectResult.REASONED},
    SubjectKind.CORRECTION: {SubjectResult.CORRECTED, SubjectResult.NOTHING, SubjectResult.REASONED},
    SubjectKind.DELETION: {SubjectResult.ERASED, SubjectResult.NOTHING, SubjectResult.REASONED},
}


def check_export(purpose: str, columns: Sequence[str], note: str) -> None:
    """Refuse an export without a purpose, without columns or without a word on what it is for."""
    if purpose not in set(ExportPurpose):
        raise BadInput("export.no_purpose")
    if not columns or not set(columns) <= set(COLUMNS):
        raise BadInput("export.no_columns")
    if not note.strip():
        raise BadInput("export.no_note")


def check_size(people: int) -> None:
    """Refuse an export of nobody, and one that no request can make at once."""
    if not people:
        raise RuleRefused("export.empty")
    if people > MOST_PEOPLE:
        raise RuleRefused("export.too_many", limit=f"{MOST_PEOPLE:,}".replace(",", "."))


def check_second(asked_by: object, by: object) -> None:
    """Refuse that one person asks and lets out."""
    if asked_by == by:
        raise RuleRefused("export.same_person")


def check_asked(state: str) -> None:
    """Refuse to decide twice."""
    if state != ExportState.ASKED:
        raise RuleRefused("export.decided")


def check_fetch(state: str, decided_at: datetime | None, *, is_asker: bool, now: datetime) -> None:
    """Refuse to fetch what was not let out, twice, too late, or for somebody else."""
    if not is_asker:
        raise RuleRefused("export.not_asker")
    if state == ExportState.FETCHED:
        raise RuleRefused("export.fetched")
    if state != ExportState.APPROVED or decided_at is None:
        raise RuleRefused("export.not_approved")
    if now >= decided_at + FETCH_WITHIN:
        raise RuleRefused("export.too_late")


def check_subject(kind: str, way: str) -> None:
    """Refuse an unknown wish, and one from somebody whom nobody knows."""
    if kind not in set(SubjectKind):
        raise BadInput("subject.no_kind")
    if way not in set(SubjectWay):
        raise BadInput("subject.no_way")


def due(received_at: datetime) -> datetime:
    """Return until when a request of a data subject is answered."""
    return received_at + ANSWER_WITHIN


def check_open(state: str) -> None:
    """Refuse to answer a request twice."""
    if state != SubjectState.OPEN:
        raise RuleRefused("subject.answered")


def check_answer(kind: str, result: str, note: str) -> None:
    """Refuse a result that does not fit the wish, and a refusal without its reason."""
    if result not in RESULTS[SubjectKind(kind)]:
        raise BadInput("subject.no_result")
    if result == SubjectResult.REASONED and not note.strip():
        raise BadInput("subject.no_note")


def kept_until(today: date, days: int) -> date:
    """Return the last day of which is erased what was stopped or asked then."""
    if days < 1:
        raise BadInput("person.keep_days")
    return today - timedelta(days=days)
