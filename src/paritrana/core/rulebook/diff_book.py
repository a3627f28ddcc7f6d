"""What changed in a rulebook outside its categories: the committee and the prizes."""

from collections.abc import Iterator

from paritrana.core.rulebook.diff_fields import Row, Said, both, field_changes, ordered
from paritrana.core.rulebook.model import Committee, Prize, Rulebook, Seat
from paritrana.core.rulebook.words import AMONG, PER, Words
from paritrana.core.units import count_text


def seat_changes(old: Committee | None, new: Committee | None, words: Words) -> Iterator[Said]:
    """Yield the changes of the committee: its quorum and its seats."""
    quorum = both(old, new, lambda one: one.quorum if one else None)
    rows: list[Row] = [
        (
            "quorum",
            ("The quorum of the committee", "Kuorum panitia"),
            *quorum,
            lambda one: count_text(one, words.lang),
        ),
    ]
    yield from field_changes(rows, words, "", "", "committee")
    before, after = ({one.id: one for one in each.seats} if each else {} for each in (old, new))
    for code in [*before, *(one for one in after if one not in before)]:
        one = after.get(code) or before[code]
        name = words.quoted(one.title, code)
        if code not in after:
            yield Said(
                "",
                "",
                "committee.seats",
                words.say("The seat {name} is gone.", "Kursi {name} dihapus.", name=name),
            )
        elif code not in before:
            text = words.say(
                "The seat {name} is new ({count}).",
                "Kursi {name} baru ({count}).",
                name=name,
                count=count_text(one.count, words.lang),
            )
            yield Said("", "", "committee.seats", text)
        else:
            yield from field_changes(_seat_rows(before[code], one, name, words), words, "", "", "committee")


def _seat_rows(old: Seat, new: Seat, name: str, words: Words) -> list[Row]:
    return [
        (
            "seats",
            (f"The number of seats {name}", f"Jumlah kursi {name}"),
            old.count,
            new.count,
            lambda value: count_text(value, words.lang),
        ),
        ("title", (f"The title of the seat {new.id}", f"Judul kursi {new.id}"), old.title, new.title, str),
        (
            "office",
            (f"The office behind the seat {name}", f"Jabatan untuk kursi {name}"),
            old.office,
            new.office,
            words.size,
        ),
    ]


def prize_changes(old: Rulebook, new: Rulebook, words: Words) -> Iterator[Said]:
    """Yield the changes of the prizes outside the ranks."""
    before, after = ({one.id: one for one in each.prizes} for each in (old, new))
    for code, one in before.items():
        if code not in after:
            text = words.say(
                "The prize {title} is gone.",
                "Penghargaan {title} dihapus.",
                title=words.quoted(one.title, code),
            )
            yield Said("", "", "prize.removed", text)
    for code, one in after.items():
        title = words.quoted(one.title, code)
        if code not in before:
            text = words.say("The prize {title} is new.", "Penghargaan {title} baru.", title=title)
            yield Said("", "", "prize.added", text)
            continue
        was = before[code]

        def names(prize: Prize, book: Rulebook) -> str:
            return words.listed([words.quoted(book.category(one).title, one) for one in prize.categories])

        rows: list[Row] = [
            (
                "title",
                (f"The title of the prize {code}", f"Judul penghargaan {code}"),
                was.title,
                one.title,
                str,
            ),
            (
                "categories",
                (f"The categories of the prize {title}", f"Kategori penghargaan {title}"),
                names(was, old),
                names(one, new),
                str,
            ),
            (
                "on",
                (f"What decides the prize {title}", f"Penentu penghargaan {title}"),
                words.prize_on(was, old.category(was.categories[0])),
                words.prize_on(one, new.category(one.categories[0])),
                str,
            ),
            (
                "per",
                (f"How the prize {title} is given", f"Cara penghargaan {title} diberikan"),
                was.per,
                one.per,
                lambda value: words.of(PER[value]),
            ),
            (
                "among",
                (f"Who can have the prize {title}", f"Yang dapat menerima penghargaan {title}"),
                was.among,
                one.among,
                lambda value: words.of(AMONG[value]),
            ),
            (
                "winners",
                (f"The number of places of the prize {title}", f"Jumlah tempat penghargaan {title}"),
                was.winners,
                one.winners,
                lambda value: count_text(value, words.lang),
            ),
        ]
        yield from field_changes(rows, words, "", "", "prize")
    yield from ordered(
        old.prizes,
        new.prizes,
        words,
        "",
        "",
        ("The order of the prizes", "Urutan penghargaan"),
        code="prize.order",
    )
