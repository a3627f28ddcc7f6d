"""The size class of an entrant: stated by its proposer, verified like a figure, asked for by rules of /2."""

from collections.abc import Collection, Sequence

from paritrana.apps.nominations.rules.dossiers import criterion_of
from paritrana.core.rulebook import Category, Criterion, Level
from paritrana.errors import BadInput, RuleRefused

SIZE = "~size"  # the name of the class among the verified figures; no id of a criterion begins so


def needs_size(category: Category, own_size: str) -> bool:
    """Say whether an entrant's class must be verified: classes are asked, and its own size is none of them.

    own_size: of an employer, from its entry among the organisations; empty for governments.
    """
    return bool(category.size_classes) and own_size not in category.size_classes


def size_criterion(category: Category) -> Criterion:
    """Return the size class in the form of what is verified: a level for each class, no points."""
    levels = tuple(Level(one, 0, {"id": _spaced(one), "en": _spaced(one)}) for one in category.size_classes)
    return Criterion(
        id=SIZE,
        title={"id": "Kelas ukuran", "en": "Size class"},
        kind="ladder",
        weight_bp=0,
        missing="zero",
        evidence="optional",
        guidance={
            "id": "Kelas ini menentukan tolok ukur yang dipakai bagi peserta. Tuliskan dasar penentuannya, "
            "misalnya jumlah penduduk dengan sumber dan tanggalnya.",
            "en": "The class decides which goalposts hold for the entrant. Write what it rests on, "
            "for example the population with its source and date.",
        },
        levels=levels,
    )


def verified_criteria(category: Category, own_size: str) -> list[Criterion]:
    """Return what is verified of an entrant, its size class first where one is needed."""
    asked = [one for one in category.criteria if one.kind != "rubric"]
    return [size_criterion(category), *asked] if needs_size(category, own_size) else asked


def verified_criterion(category: Category, own_size: str, name: str) -> Criterion | None:
    """Return what is verified under a name, or None."""
    if name == SIZE:
        return size_criterion(category) if needs_size(category, own_size) else None
    return criterion_of(category, name)


def check_stated_size(category: Category, *, own_size: str, size_class: str, source: str) -> None:
    """Refuse a proposal that leaves out the class its category needs, or what the class rests on."""
    if not needs_size(category, own_size):
        if size_class:
            raise BadInput("nominations.size_class_not_asked")
        return
    if size_class not in category.size_classes:
        raise BadInput("nominations.size_class_needed", classes=", ".join(category.size_classes))
    if not source.strip():
        raise BadInput("nominations.size_source_needed")


def check_sized(*, unsized: Sequence[str], verifiers: Sequence[str]) -> None:
    """Refuse to go on while entrants lack a class that the rules ask for.

    unsized: their names; verifiers: the offices that can enter it.
    """
    if unsized:
        raise RuleRefused("nominations.size_missing", entrants=", ".join(unsized), ask=", ".join(verifiers))


def may_be_entered(name: str, *, frozen: bool, verified: Collection[str]) -> bool:
    """Say whether a figure may still be entered: once marking has begun only a size class that is missing.

    Nothing stands in for a missing class, as a rule does for a missing value, so it may come late.
    verified: names of the figures that stand.
    """
    return not frozen or (name == SIZE and SIZE not in verified)


def _spaced(code: str) -> str:
    text = code.replace("_", " ").replace("-", " ")
    return text[:1].upper() + text[1:]
