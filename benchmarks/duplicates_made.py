"""Made-up people of whom some stand twice, the key of who does, and the simple peer in pandas."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from paritrana.core.rolls.likeness import Record

TWICE = 0.01  # of the records are a second one of somebody
SYLLABLES = ("ba", "lo", "ri", "ma", "tu", "ne", "ka", "so", "wi", "ra", "pa", "du", "li", "mo", "sa", "ti")
SHORT = {"muhammad": ("m.", "moh.", "muh.", "mohamad"), "siti": ("st.", "sitti"), "abdul": ("abd.",)}
FIRST_DAY, DAYS = date(1960, 1, 1), 48 * 365
A_VILLAGE = 200  # records of one village, in the middle


def people(count: int, seed: int) -> tuple[list[Record], set[tuple[int, int]]]:
    """Return the records, and the pairs of keys that are one person, the smaller key first."""
    draw = random.Random(seed)
    first, last = _words(draw, 500), _words(draw, 2_500)
    villages = _villages(max(4, count // A_VILLAGE))
    made, pairs = [], set()
    twice = int(count * TWICE)
    keys = list(range(1, count + 1))
    draw.shuffle(keys)
    for key in keys[: count - twice]:
        sex = draw.choice("LP")
        made.append(Record(key, _name(draw, first, last, sex), _born(draw), sex, draw.choice(villages)))
    for key, one in zip(keys[count - twice :], draw.sample(made, twice), strict=True):
        made.append(_again(draw, key, one, villages))
        pairs.add((min(key, one.key), max(key, one.key)))
    return made, pairs


def exact(records: Sequence[Record]) -> set[tuple[int, int]]:
    """Return the pairs with the same birth date, normalised name and village, by a merge in pandas."""
    import pandas as pd

    table = pd.DataFrame(
        {
            "key": [one.key for one in records],
            "name": [" ".join(one.name.casefold().split()) for one in records],
            "born": [one.born for one in records],
            "village": [one.village for one in records],
        }
    )
    both = table.merge(table, on=["born", "name", "village"])
    both = both[both["key_x"] < both["key_y"]]
    return set(zip(both["key_x"].tolist(), both["key_y"].tolist(), strict=True))


def _words(draw: random.Random, count: int) -> list[str]:
    found = {"".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(count * 2)}
    return sorted(found)[:count]


def _villages(count: int) -> list[str]:
    return [
        f"71.{1 + place // 144:02d}.{1 + place // 12 % 12:02d}.{2001 + place % 12}" for place in range(count)
    ]


def _often(draw: random.Random, words: Sequence[str]) -> str:
    """Return a word, the first ones far more often than the last."""
    return words[min(len(words) - 1, int(draw.paretovariate(0.35)) - 1)]


def _name(draw: random.Random, first: Sequence[str], last: Sequence[str], sex: str) -> str:
    words = [_often(draw, first)]
    if draw.random() < 0.85:
        words.append(_often(draw, last))
    if draw.random() < 0.25:
        words.append(_often(draw, last))
    if draw.random() < 0.12:
        words.insert(0, draw.choice(("muhammad", "abdul")) if sex == "L" else "siti")
    return " ".join(words).title()


def _born(draw: random.Random) -> date:
    day = FIRST_DAY + timedelta(draw.randrange(DAYS))
    chance = draw.random()
    return day.replace(day=1, month=1 if chance < 0.04 else 7) if chance < 0.06 else day


def _again(draw: random.Random, key: int, one: Record, villages: Sequence[str]) -> Record:
    """Return the same person as another office wrote it down."""
    sex = one.sex if draw.random() < 0.98 else "LP"[one.sex == "L"]
    return Record(key, _written(draw, one.name), _date_of(draw, one.born), sex, _place(draw, one, villages))


def _written(draw: random.Random, name: str) -> str:
    chance, words = draw.random(), name.lower().split()
    if chance < 0.55:
        return name.upper() if chance < 0.25 else name
    if chance < 0.75:
        at = draw.randrange(1, len(name))
        return name[:at] + draw.choice("aiueonrst") * (chance < 0.65) + name[at + (chance > 0.6) :]
    if chance < 0.82:
        return " ".join(words[::-1]).title()
    if words[0] in SHORT:
        return " ".join([draw.choice(SHORT[words[0]]), *words[1:]]).title()
    return " ".join(words[:-1] if len(words) > 1 else words).title()


def _date_of(draw: random.Random, born: date) -> date:
    chance = draw.random()
    if chance < 0.80:
        return born
    if chance < 0.87 and born.day <= 12:
        return born.replace(day=born.month, month=born.day)
    if chance < 0.96:
        return (
            born.replace(day=1 + draw.randrange(28))
            if chance < 0.92
            else born.replace(year=born.year + 1, day=min(born.day, 28))
        )
    return date(born.year, 1, 1)


def _place(draw: random.Random, one: Record, villages: Sequence[str]) -> str:
    chance = draw.random()
    if chance < 0.75:
        return one.village
    near = [village for village in villages if village.startswith(one.village[:8])]
    return draw.choice(near if chance < 0.87 else villages)
