"""How equals are parted, who is awarded, and the prizes outside the ranks, in words."""

from paritrana.core.rulebook.model import Category, Prize, Rulebook
from paritrana.core.rulebook.words import AMONG, PER, RANK_ON, Words, capital
from paritrana.core.units import count_text


def ties(category: Category, words: Words) -> list[str]:
    """Return what decides the rank, and the chain for equals in its order."""
    order = words.say(
        "The rank is decided by {what}; the highest comes first.",
        "Peringkat ditentukan oleh {what}; yang tertinggi lebih dulu.",
        what=words.of(RANK_ON[category.rank_on]),
    )
    parts = [words.say("### Ranks, and what parts equals", "### Peringkat, dan pemisah nilai sama")]
    rules = category.ties[: category.ties.index("joint")] if "joint" in category.ties else category.ties
    shared = words.say(
        "Whoever is still equal shares the rank, and the ranks after it are left out: 1, 2, 2, 4.",
        "Yang tetap sama berbagi peringkat, dan peringkat sesudahnya dilewati: 1, 2, 2, 4.",
    )
    if not rules:
        return [*parts, f"{capital(order)} {shared}"]
    told = [f"{place}. {capital(words.tie(rule, category))}." for place, rule in enumerate(rules, start=1)]
    intro = words.say(
        "Where scores are equal, these rules are tried in their order, each among those whom the one "
        "before left equal:",
        "Bila nilainya sama, aturan berikut dipakai berurutan, masing-masing hanya di antara yang masih "
        "sama menurut aturan sebelumnya:",
    )
    return [*parts, f"{capital(order)} {intro}", "\n".join(told), shared]


def awards(category: Category, book: Rulebook, words: Words) -> list[str]:
    """Return who wins, who has a consolation, and who is sent on."""
    text = words.say(
        "The ranks 1 to {count} win." if category.winners > 1 else "Rank 1 wins.",
        "Peringkat 1 sampai {count} menang." if category.winners > 1 else "Peringkat 1 menang.",
        count=count_text(category.winners, words.lang),
    )
    told = [
        text,
        words.say(
            "Whoever shares the last of these ranks wins too.",
            "Yang berbagi peringkat terakhir itu juga menang.",
        ),
    ]
    if category.consolation:
        told.append(
            words.say(
                "After the winners there is one consolation place (juara harapan)."
                if category.consolation == 1
                else "After the winners there are {count} consolation places (juara harapan).",
                "Sesudah para pemenang ada {count} tempat juara harapan.",
                count=count_text(category.consolation, words.lang),
            )
        )
    if category.province_cap is not None:
        told.append(
            words.say(
                "One province can have at most {count} winners and consolations together: once it has "
                "them, its next entrants are skipped, named as skipped with this rule, and the next in "
                "rank moves up. Equals of one rank are never parted by it.",
                "Satu provinsi paling banyak memperoleh {count} pemenang dan juara harapan bersama-sama: "
                "setelah itu peserta berikutnya dari provinsi itu dilewati, disebut sebagai dilewati "
                "menurut aturan ini, dan peringkat berikutnya naik. Peserta yang berbagi satu peringkat "
                "tidak dipisahkan olehnya.",
                count=count_text(category.province_cap, words.lang),
            )
        )
    if category.forward:
        told.append(
            words.say(
                "The ranks 1 to {count} are sent on to the next level."
                if category.forward > 1
                else "Rank 1 is sent on to the next level.",
                "Peringkat 1 sampai {count} diteruskan ke tingkat berikutnya."
                if category.forward > 1
                else "Peringkat 1 diteruskan ke tingkat berikutnya.",
                count=count_text(category.forward, words.lang),
            )
        )
    own = [words.quoted(one.title, one.id) for one in book.prizes if category.id in one.categories]
    if own:
        told.append(
            words.say(
                "Entrants of this category can also have {prizes}; see the end of this document.",
                "Peserta kategori ini juga dapat memperoleh {prizes}; lihat akhir dokumen ini.",
                prizes=words.listed(own, ("or", "atau")),
            )
        )
    return [words.say("### Who is awarded", "### Siapa yang mendapat penghargaan"), " ".join(told)]


def prizes(book: Rulebook, words: Words) -> list[str]:
    """Return the prizes outside the ranks; nothing where there are none."""
    if not book.prizes:
        return []
    return [
        words.say("## Prizes outside the ranks", "## Penghargaan khusus di luar peringkat"),
        words.say(
            "These prizes are given beside the ranks. The points decide, highest first; whoever is equal "
            "at the last place has the prize too.",
            "Penghargaan ini diberikan di samping peringkat. Poin yang menentukan, yang tertinggi lebih "
            "dulu; yang sama pada tempat terakhir juga memperolehnya.",
        ),
        *(_prize(one, book, words) for one in book.prizes),
    ]


def _prize(prize: Prize, book: Rulebook, words: Words) -> str:
    names = [words.quoted(book.category(one).title, one) for one in prize.categories]
    every = len(names) == len(book.categories)
    pair = (
        "**{title}** goes by {on} to the best {places}among {among}, {per}.",
        "**{title}** diberikan menurut {on} kepada {places}terbaik di antara {among}, {per}.",
    )
    text = words.of(
        pair,
        title=words.title(prize.title, prize.id),
        on=words.prize_on(prize, book.category(prize.categories[0])),
        places=f"{count_text(prize.winners, words.lang)} " if prize.winners > 1 else words.say("", "yang "),
        among=words.of(AMONG[prize.among]),
        per=words.of(PER[prize.per]),
    )
    if every and len(names) > 1:
        return f"{text} {words.say('All categories take part.', 'Semua kategori ikut.')}"
    return text + words.say(
        " It is for {names}.", " Penghargaan ini untuk {names}.", names=words.listed(names)
    )
