"""A checked tree as typed objects, with the defaults of the format."""

from datetime import date
from fractions import Fraction
from typing import Any

from paritrana.core.rulebook.canonical import canonical, digest
from paritrana.core.rulebook.model import (
    FLOOR,
    Category,
    Committee,
    Criterion,
    Dimension,
    Jury,
    Level,
    Prize,
    Rulebook,
    Seat,
    SmallNumbers,
    Stage,
    Text,
)
from paritrana.core.units import Period


def build(tree: dict[str, Any], text: str) -> Rulebook:
    """Return the rulebook of a tree in which no fault was found."""
    form = canonical(tree)
    period = Period(*(date.fromisoformat(tree["period"][end]) for end in ("start", "end")))
    return Rulebook(
        id=tree["id"],
        version=tree["version"],
        title=_text(tree["title"]),
        example=tree.get("example", False),
        level=tree["level"],
        region=tree.get("region", ""),
        period=period,
        committee=_committee(tree["committee"]) if "committee" in tree else None,
        categories=tuple(_category(one, _format(tree)) for one in tree["category"]),
        hash=digest(form),
        canonical=form,
        text=text,
        format=_format(tree),
        prizes=tuple(_prize(one, tree) for one in tree.get("prize", ())),
    )


def _format(tree: dict[str, Any]) -> int:
    return int(tree["format"].rpartition("/")[2])


def _text(value: dict[str, str] | str) -> Text:
    if isinstance(value, str):
        return {"id": value, "en": value}
    return {"id": value["id"], "en": value.get("en", value["id"])}


def _titled(tree: dict[str, Any]) -> Text:
    return _text(tree.get("title", tree["id"]))


def _committee(tree: dict[str, Any]) -> Committee:
    seats = (Seat(seat["id"], seat["office"], seat.get("count", 1), _titled(seat)) for seat in tree["seats"])
    return Committee(tree["quorum"], tuple(seats))


def _category(tree: dict[str, Any], book_format: int) -> Category:
    return Category(
        id=tree["id"],
        title=_text(tree["title"]),
        entrant=tree["entrant"],
        sizes=tuple(tree.get("sizes", ())),
        sectors=tuple(tree.get("sectors", ())),
        village_kinds=tuple(tree.get("village_kinds", ())),
        quota=tree.get("quota"),
        finalists=tree.get("finalists"),
        winners=tree["winners"],
        forward=tree.get("forward", 0),
        rank_on=tree.get("rank_on", "exact"),
        ties=tuple(tree.get("ties", ("joint",))),
        jury=Jury(**tree.get("jury", {})),
        stages=tuple(map(_stage, tree["stage"])),
        aggregate=tree.get("aggregate", "mean"),
        floor=Fraction(tree.get("floor", FLOOR)),
        finalists_ceiling=tree.get("finalists_ceiling"),
        uncertain_pct=tree.get("uncertain_pct"),
        province_cap=tree.get("province_cap"),
        consolation=tree.get("consolation", 0),
        size_classes=tuple(tree.get("size_classes", ())),
        format=book_format,
    )


def _stage(tree: dict[str, Any]) -> Stage:
    return Stage(
        id=tree["id"],
        title=_titled(tree),
        weight_bp=tree["weight_bp"],
        entrants=tree.get("entrants", "all"),
        criteria=tuple(map(_criterion, tree["criterion"])),
        dimensions=tuple(
            Dimension(one["id"], _titled(one), one["weight_bp"]) for one in tree.get("dimension", ())
        ),
        aggregate=tree.get("aggregate", "mean"),
        floor=Fraction(tree.get("floor", FLOOR)),
        pass_mark=Fraction(tree["pass_mark"]) if "pass_mark" in tree else None,
    )


def _criterion(tree: dict[str, Any]) -> Criterion:
    levels = (Level(one["id"], one["points"], _titled(one)) for one in tree.get("levels", ()))
    anchors = ((mark, _text(words)) for mark, words in tree.get("anchors", {}).items())
    return Criterion(
        id=tree["id"],
        title=_titled(tree),
        kind=tree["kind"],
        weight_bp=tree["weight_bp"],
        missing=tree.get("missing", "zero"),
        evidence=tree.get("evidence", "none"),
        guidance=_text(tree["guidance"]) if "guidance" in tree else None,
        goalposts=_ends(tree.get("goalposts")),
        better=tree.get("better", "higher"),
        unit=tree.get("unit", "share"),
        levels=tuple(levels),
        scale=_ends(tree.get("scale")),
        step=Fraction(tree.get("step", "1")),
        anchors=tuple(anchors),
        dimension=tree.get("dimension", ""),
        goalposts_by_size=tuple(
            (size, (Fraction(low), Fraction(high)))
            for size, (low, high) in tree.get("goalposts_by_size", {}).items()
        ),
        small=_small(tree["small"]) if "small" in tree else None,
    )


def _small(tree: dict[str, Any]) -> SmallNumbers:
    return SmallNumbers(
        rule=tree["rule"],
        below=tree.get("below", 0),
        kappa=tree.get("kappa", 0),
        prior=Fraction(tree.get("prior", 0)),
        prior_by_size=tuple((size, Fraction(prior)) for size, prior in tree.get("prior_by_size", {}).items()),
    )


def _prize(tree: dict[str, Any], book: dict[str, Any]) -> Prize:
    return Prize(
        id=tree["id"],
        title=_text(tree["title"]),
        categories=tuple(tree.get("categories", [one["id"] for one in book["category"]])),
        on=tree.get("on", "score"),
        per=tree.get("per", "all"),
        among=tree.get("among", "ranked"),
        winners=tree.get("winners", 1),
    )


def _ends(value: list[str | int] | None) -> tuple[Fraction, Fraction] | None:
    return None if value is None else (Fraction(value[0]), Fraction(value[1]))
