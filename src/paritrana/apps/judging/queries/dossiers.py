"""What a juror reads beside the rubric: claims beside verified figures, files, the innovation story."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from paritrana.apps.nominations.labels import wording
from paritrana.apps.nominations.models import Answer, Claim, Evidence, Nomination, VerifiedFigure
from paritrana.apps.nominations.queries import dossiers
from paritrana.apps.nominations.queries.flags import flags_of
from paritrana.apps.nominations.rules.dossiers import INNOVATION, profile_fields
from paritrana.apps.nominations.rules.files import SHOWN_INLINE
from paritrana.core.rulebook import Category, Criterion
from paritrana.ui import formats


@dataclass(frozen=True, slots=True)
class File:
    """One file and whether a browser shows it inside the page."""

    evidence: Evidence
    is_image: bool
    is_inline: bool
    flags: list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the dossier as text, with its verified figure and files."""

    title: str
    value: str
    note: str = ""
    last_year: str = ""
    verified: VerifiedFigure | None = None
    verified_value: str = ""
    is_scored: bool = False
    is_sound: bool = False  # the answer itself is scored: screening found it complete
    files: list[File] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """A further claim of the entrant, never scored, with what speaks against it."""

    claim: Claim
    files: list[File]
    flags: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A stage of the dossier with its lines."""

    title: dict[str, str]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as the marking desk shows it."""

    profile: list[Line]
    parts: list[Part]
    claims: list[Stated]
    innovation: list[Line]
    others: list[File]
    files: list[File]


def dossier_of(nomination: Nomination) -> Dossier:
    """Return a complete dossier in the order of its rulebook."""
    category = dossiers.category_of(nomination)
    answers = dossiers.answers_of(nomination)
    flags = _flags(nomination)
    every = [_file(one, flags) for one in dossiers.evidence_of(nomination)]
    files: dict[str, list[File]] = defaultdict(list)
    for one in every:
        files[one.evidence.field].append(one)

    def plain(names: Iterable[str]) -> list[Line]:
        return [
            _line(category, name, answers.get(name), files.pop(name, []), flags=flags[name])
            for name in names
            if name in answers or name in files
        ]

    profile, innovation = plain(profile_fields(category)), plain(INNOVATION)
    parts = _parts(nomination, category, answers, files=files, flags=flags)
    claims = [
        Stated(claim, files.pop(f"claim.{claim.pk}", []), flags[f"claim.{claim.pk}"])
        for claim in dossiers.claims_of(nomination)
    ]
    others = [one for rest in files.values() for one in rest]
    return Dossier(profile, parts, claims, innovation, others, every)


def _parts(
    nomination: Nomination,
    category: Category,
    answers: Mapping[str, Answer],
    *,
    files: dict[str, list[File]],
    flags: Mapping[str, list[str]],
) -> list[Part]:
    """Return the stages of which the entrant or a verifier said something, or could have."""
    live = nomination.verified_figures.filter(superseded_at__isnull=True).select_related("verifier")
    figures = {figure.criterion: figure for figure in live}
    parts = []
    for stage in category.stages:
        lines = []
        for one in stage.criteria:
            own = files.pop(one.id, []) + files.pop(f"verified.{one.id}", [])
            answer = answers.get(one.id)
            if one.kind == "rubric" and not (own or answer):
                continue
            line = _line(
                category,
                one.id,
                answer,
                own,
                flags=flags[one.id] + flags[f"verified.{one.id}"],
                criterion=one,
                figure=figures.get(one.id),
            )
            lines.append(line)
        if lines:
            parts.append(Part(stage.title, lines))
    return parts


def _flags(nomination: Nomination) -> dict[str, list[str]]:
    flags: dict[str, list[str]] = defaultdict(list)
    for one in flags_of(nomination):
        flags[one.field].append(one.sentence)
    return flags


def _line(
    category: Category,
    name: str,
    answer: Answer | None,
    files: list[File],
    *,
    flags: list[str],
    criterion: Criterion | None = None,
    figure: VerifiedFigure | None = None,
) -> Line:
    return Line(
        title=wording.field_title(category, name),
        value=_text(category, name, answer.value, criterion) if answer else "",
        note=answer.note if answer else "",
        last_year=_text(category, name, answer.last_year, criterion) if answer else "",
        verified=figure,
        verified_value=_text(category, name, figure.value, criterion) if figure else "",
        differs=bool(answer and answer.value and figure and _differ(answer.value, figure.value, criterion)),
        is_scored=criterion is not None and criterion.kind != "rubric",
        is_sound=bool(
            criterion is not None
            and criterion.kind in ("ladder", "yes_no")
            and answer
            and answer.value
            and not figure
        ),
        files=files,
        flags=flags,
    )


def _differ(claimed: str, verified: str, criterion: Criterion | None) -> bool:
    if criterion is not None and criterion.kind == "measure":
        return Fraction(claimed) != Fraction(verified)
    return claimed != verified


def _text(category: Category, name: str, value: str, criterion: Criterion | None) -> str:
    """Return a value as people read it; a share as a percent with two decimals."""
    if value and criterion is not None and criterion.kind == "measure" and criterion.unit == "share":
        return formats.percent(Fraction(value), 1, 2)
    return wording.value_text(category, name, value)


def _file(evidence: Evidence, flags: Mapping[str, list[str]]) -> File:
    kind = evidence.content_type
    inline = kind in SHOWN_INLINE
    return File(evidence, inline and kind.startswith("image/"), inline, flags[f"file.{evidence.pk}"])
