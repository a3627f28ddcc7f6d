"""What a dossier asks, section by section, what an answer may hold, and what keeps it from being sent."""

import re
from collections.abc import Mapping

from paritrana.apps.nominations.rules.numbers import NUMBER, check_share
from paritrana.apps.nominations.states import FIXED_SECTIONS
from paritrana.core.rulebook import Category, Criterion, Stage
from paritrana.errors import BadInput, NotFound

PROSE_LIMIT = 6_000
NOTE_LIMIT = 2_000
SHORT_LIMIT = 80
GOVERNMENTS = frozenset({"province", "regency_city", "village"})

# Fields besides the criteria, by section: what each holds and whether a dossier without it may be sent.
TEXT, COUNT, MONEY = "text", "count", "rupiah"
GOVERNMENT_PROFILE = {
    "profile.contact_office": (TEXT, True),
    "profile.legal_basis": (TEXT, False),
    "profile.workers": (COUNT, False),
    "profile.vulnerable_workers": (COUNT, False),
}
EMPLOYER_PROFILE = {
    "profile.contact_office": (TEXT, True),
    "profile.business": (TEXT, False),
    "profile.workers": (COUNT, False),
    "profile.registered_workers": (COUNT, False),
    "profile.programmes": (TEXT, False),
}
INNOVATION = {
    "innovation.problem": (TEXT, False),
    "innovation.copied_from": (TEXT, False),
    "innovation.what": (TEXT, False),
    "innovation.reach": (COUNT, False),
    "innovation.rupiah_per_person": (MONEY, False),
}


def is_asked(criterion: Criterion) -> bool:
    """Say whether the entrant has something to give: a value, or files for what jurors will mark."""
    return criterion.kind != "rubric" or criterion.evidence != "none"


def needs_files(criterion: Criterion | None) -> bool:
    """Say whether a dossier that answers this criterion is sent only with a file beside it."""
    return criterion is not None and criterion.evidence == "required"


def section_code(stage: Stage) -> str:
    """Return the section that asks for a stage: its id, or `stage.ID` where a fixed section has the name."""
    return f"stage.{stage.id}" if stage.id in FIXED_SECTIONS else stage.id


def asked_stages(category: Category) -> dict[str, Stage]:
    """Return the stages that ask the entrant for something, by section code, in the rulebook's order."""
    return {
        section_code(stage): stage
        for stage in category.stages
        if any(is_asked(criterion) for criterion in stage.criteria)
    }


def section_codes(category: Category) -> tuple[str, ...]:
    """Return the sections of a dossier in the order of its task list."""
    return ("profile", *asked_stages(category), "claims", "innovation")


def check_section(category: Category, code: str) -> None:
    """Refuse a section that the dossier does not have."""
    if code not in section_codes(category):
        raise NotFound("nominations.no_section", section=code)


def profile_fields(category: Category) -> dict[str, tuple[str, bool]]:
    """Return the fields of the profile: what each holds, and whether it must be filled before sending."""
    return GOVERNMENT_PROFILE if category.entrant in GOVERNMENTS else EMPLOYER_PROFILE


def fields_of(category: Category, code: str) -> tuple[str, ...]:
    """Return the fields of one section, in order; the claims section has rows of its own instead."""
    check_section(category, code)
    if code == "profile":
        return tuple(profile_fields(category))
    if code == "innovation":
        return tuple(INNOVATION)
    if code == "claims":
        return ()
    return tuple(one.id for one in asked_stages(category)[code].criteria if is_asked(one))


def section_of(category: Category, field: str) -> str:
    """Return the section in which a field stands; raises BadInput for a field that is not asked."""
    if field.startswith("claim."):
        return "claims"
    for code in section_codes(category):
        if field in fields_of(category, code):
            return code
    raise BadInput("nominations.unknown_field", field=field)


def criterion_of(category: Category, field: str) -> Criterion | None:
    """Return the criterion that a field answers; None for a field of the profile or the innovation."""
    return next((one for one in category.criteria if one.id == field), None)


def check_answer(category: Category, *, field: str, value: str, last_year: str, note: str) -> None:
    """Refuse a value that does not fit its field; an empty value always fits."""
    section_of(category, field)
    criterion = criterion_of(category, field)
    if criterion is None:
        _check_plain(category, field, value)
    else:
        check_value(criterion, value)
        if last_year and criterion.kind == "measure":
            if not NUMBER.fullmatch(last_year):
                raise BadInput("nominations.not_a_number", field=field)
            check_share(criterion.unit, last_year, field=field)
    if len(last_year) > SHORT_LIMIT or len(note) > NOTE_LIMIT:
        raise BadInput("nominations.too_long", field=field, limit=NOTE_LIMIT)


def check_value(criterion: Criterion, value: str) -> None:
    """Refuse a value that does not fit the kind of its criterion: decimal text, a level's id, yes or no."""
    if not value:
        return
    if criterion.kind == "measure" and not (NUMBER.fullmatch(value) and len(value) <= SHORT_LIMIT):
        raise BadInput("nominations.not_a_number", field=criterion.id)
    if criterion.kind == "measure":
        check_share(criterion.unit, value, field=criterion.id)
    if criterion.kind == "ladder" and criterion.level(value) is None:
        raise BadInput("nominations.no_such_level", field=criterion.id)
    if criterion.kind == "yes_no" and value not in {"yes", "no"}:
        raise BadInput("nominations.yes_or_no", field=criterion.id)
    if criterion.kind == "rubric":
        raise BadInput("nominations.jurors_mark_this", field=criterion.id)


def _check_plain(category: Category, field: str, value: str) -> None:
    holds, _ = {**profile_fields(category), **INNOVATION}[field]
    if len(value) > PROSE_LIMIT:
        raise BadInput("nominations.too_long", field=field, limit=PROSE_LIMIT)
    if value and holds in {COUNT, MONEY} and not re.fullmatch(r"[0-9]{1,18}", value):
        raise BadInput("nominations.not_a_whole_number", field=field)


def blocking(
    category: Category, *, answers: Mapping[str, str], files: Mapping[str, int], stated: bool
) -> list[tuple[str, str]]:
    """Return what keeps a dossier from being sent, as (code, field), in the order of its task list.

    answers: value by field.  files: how many files stand by each field.  stated: the head's word was given.
    """
    found = [
        ("profile_missing", field)
        for field, (_, needed) in profile_fields(category).items()
        if needed and not answers.get(field)
    ]
    for stage in asked_stages(category).values():
        for criterion in stage.criteria:
            claims_it = criterion.kind == "rubric" or answers.get(criterion.id)
            if needs_files(criterion) and claims_it and not files.get(criterion.id):
                found.append(("evidence_missing", criterion.id))
    return found if stated else [*found, ("statement_missing", "")]


def warnings(category: Category, *, answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what a dossier may be sent without but loses by, as (code, field)."""
    found = [
        (f"empty_{criterion.missing}", criterion.id)
        for stage in asked_stages(category).values()
        for criterion in stage.criteria
        if criterion.kind != "rubric" and not answers.get(criterion.id)
    ]
    if not any(answers.get(field) for field in INNOVATION):
        found.append(("no_innovation", "innovation.problem"))
    return found


def takes_value(category: Category, field: str) -> bool:
    """Say whether a field is answered by a value; for what jurors mark, only files are given."""
    criterion = criterion_of(category, field)
    return criterion is None or criterion.kind != "rubric"
