"""Doubts about a dossier's printed figures and dates: flagged beside them, never corrected."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from paritrana.apps.nominations.models import Nomination
from paritrana.core.claims import Flag, check_date, scan
from paritrana.core.units import Period, count_text

VERIFIED = "verified."


@dataclass(frozen=True)
class DossierFlag:
    """One doubt and where it stands: a field, `claim.ID`, `file.ID`, or `verified.CRITERION`."""

    field: str
    flag: Flag

    @property
    def code(self) -> str:
        return self.flag.code

    @property
    def sentence(self) -> str:
        return self.flag.told(get_language() or "id")


def flags_of(nomination: Nomination) -> list[DossierFlag]:
    """Return every doubt once: dates outside the judged period, malformed numbers, parts above the whole."""
    edition = nomination.edition
    period = Period(edition.period_start, edition.period_end)
    found = [
        *_of_claims(nomination, period),
        *_of_answers(nomination, period),
        *_of_files(nomination, period),
        *_of_figures(nomination, period),
    ]
    told: dict[tuple[str, str], DossierFlag] = {}
    for one in found:
        told.setdefault((one.field, one.flag.told("en")), one)
    return list(told.values())


def _of_claims(nomination: Nomination, period: Period) -> Iterator[DossierFlag]:
    for claim in nomination.claims.all():
        flags = check_date(claim.as_of, period) if claim.as_of else []
        for text in (claim.label, claim.value):  # a source's own date says nothing about the claim
            flags = [*flags, *scan(text, period=period)]
        yield from (DossierFlag(f"claim.{claim.pk}", flag) for flag in flags)


def _of_answers(nomination: Nomination, period: Period) -> Iterator[DossierFlag]:
    values: dict[str, str] = {}
    for answer in nomination.answers.all():
        values[answer.field] = answer.value
        prose = answer.note if "." not in answer.field else answer.value
        yield from (DossierFlag(answer.field, flag) for flag in scan(prose, period=period))
    whole = values.get("profile.workers", "")
    for field in ("profile.vulnerable_workers", "profile.registered_workers"):
        part = values.get(field, "")
        if part and whole and int(part) > int(whole):
            facts = {"part": _count(int(part)), "whole": _count(int(whole))}
            yield DossierFlag(field, Flag("percent.above_whole", facts))


def _of_files(nomination: Nomination, period: Period) -> Iterator[DossierFlag]:
    for file in nomination.evidence.filter(removed_at__isnull=True, dated__isnull=False):
        yield from (DossierFlag(f"file.{file.pk}", flag) for flag in check_date(file.dated, period))


def _of_figures(nomination: Nomination, period: Period) -> Iterator[DossierFlag]:
    for figure in nomination.verified_figures.filter(superseded_at__isnull=True):
        for flag in check_date(figure.as_of, period):
            yield DossierFlag(f"{VERIFIED}{figure.criterion}", flag)


def _count(number: int) -> tuple[str, str]:
    return count_text(number, "en"), count_text(number, "id")
