"""A rulebook as a document for the public, in Markdown: to be read, or read aloud, from beginning to end.

Every rule of the book stands in it once, with worked examples.  `effective` adds, beside the nominal
weight of each criterion, the share of the differences between scores that came from it in given data.
"""

from collections.abc import Mapping

from paritrana.core.rulebook.explain_awards import awards, prizes, ties
from paritrana.core.rulebook.explain_jury import jury
from paritrana.core.rulebook.explain_stages import score, stages, weights_table
from paritrana.core.rulebook.model import Category, Rulebook
from paritrana.core.rulebook.words import Words
from paritrana.core.units import count_text, date_text

type Effective = Mapping[str, Mapping[str, str]]


def explain(book: Rulebook, language: str = "id", *, effective: Effective | None = None) -> str:
    """Return the method of a rulebook as Markdown in Indonesian (`id`) or English (`en`).

    effective: {category: {criterion: "0.3121"}}, w·cov(x, S)/var(S) of each criterion as a decimal; a
    category or criterion that is absent is shown as unknown.
    """
    words = Words("en" if language.startswith("en") else "id")
    parts = [f"# {words.title(book.title, book.id)}", *_beginning(book, words), *_committee(book, words)]
    for category in book.categories:
        parts += _category(
            category, book, words, None if effective is None else effective.get(category.id, {})
        )
    parts += prizes(book, words)
    parts += _ending(book, words)
    return "\n\n".join(parts) + "\n"


def _beginning(book: Rulebook, words: Words) -> list[str]:
    parts = []
    if book.example:
        parts.append(
            words.say(
                "> **This is an example, not the official rule.** Its weights, limits and criteria show "
                "how the method works. They decide no official result.",
                "> **Ini contoh, bukan aturan resmi.** Bobot, batas, dan kriteria di dalamnya menunjukkan "
                "cara kerja metode. Semuanya tidak menentukan hasil resmi mana pun.",
            )
        )
    start, end = (date_text(day, words.lang) for day in (book.period.start, book.period.end))
    level = {
        "province": ("in one province", "di satu provinsi"),
        "national": ("nationally", "di tingkat nasional"),
    }
    parts.append(
        words.say(
            "This document says how entrants are judged {level} for the time from {start} to {end}. "
            "Whatever lies outside that time is not judged. Whoever has the published figures and marks "
            "can compute the same ranking from these rules.",
            "Dokumen ini menjelaskan cara peserta dinilai {level} untuk masa {start} sampai {end}. Yang "
            "berada di luar masa itu tidak dinilai. Siapa pun yang memiliki angka dan nilai yang diumumkan "
            "dapat menghitung peringkat yang sama dengan aturan ini.",
            level=words.of(level[book.level]),
            start=start,
            end=end,
        )
    )
    names = [words.quoted(one.title, one.id) for one in book.categories]
    if len(names) == 1:
        text = words.say("There is one category: {names}.", "Ada satu kategori: {names}.", names=names[0])
    else:
        text = words.say(
            "There are {count} categories, each with a ranking of its own: {names}.",
            "Ada {count} kategori, masing-masing dengan peringkat sendiri: {names}.",
            count=count_text(len(names), words.lang),
            names=words.listed(names),
        )
    return [*parts, text]


def _committee(book: Rulebook, words: Words) -> list[str]:
    parts = [words.say("## Who judges", "## Siapa yang menilai")]
    if book.committee is None:
        return [
            *parts,
            words.say("This book names no committee.", "Buku aturan ini tidak menyebut panitia."),
        ]
    seats = [
        words.title(one.title, one.id)
        + (f" ({count_text(one.count, words.lang)} {words.say('persons', 'orang')})" if one.count > 1 else "")
        for one in book.committee.seats
    ]
    text = words.say(
        "The committee has {count} members:\n\n{seats}\n\nMarks are opened only when at least {quorum} of "
        "them have handed in and locked their marks. Whoever is tied to an entrant stands back and does "
        "not mark it.",
        "Panitia terdiri atas {count} orang:\n\n{seats}\n\nNilai baru dibuka setelah paling sedikit "
        "{quorum} orang menyerahkan dan mengunci nilainya. Yang mempunyai benturan kepentingan dengan "
        "seorang peserta mundur dan tidak menilainya.",
        count=count_text(book.committee.size, words.lang),
        seats="\n".join(f"- {seat}" for seat in seats),
        quorum=count_text(book.committee.quorum, words.lang),
    )
    return [*parts, text]


def _category(
    category: Category, book: Rulebook, words: Words, effective: Mapping[str, str] | None
) -> list[str]:
    return [
        f"## {words.title(category.title, category.id)}",
        words.say("### Who may stand", "### Siapa yang boleh ikut"),
        _standing(category, words),
        words.say("### From dossier to score", "### Dari berkas menjadi nilai"),
        score(category, words),
        *stages(category, words),
        *weights_table(category, words, effective),
        *jury(category, words),
        *ties(category, words),
        *awards(category, book, words),
    ]


def _standing(category: Category, words: Words) -> str:
    parts = [
        words.say(
            "In this category stand {who}.",
            "Peserta kategori ini adalah {who}.",
            who=words.entrants(category),
        )
    ]
    if category.quota is not None:
        parts.append(
            words.say(
                "One proposer may send at most {count}.",
                "Satu pengusul boleh mengirim paling banyak {count}.",
                count=count_text(category.quota, words.lang),
            )
        )
    if category.size_classes:
        parts.append(
            words.say(
                "Every entrant belongs to one size class: {sizes}. All stand in the same ranking; the "
                "class only decides where these rules name it.",
                "Setiap peserta termasuk satu kelas ukuran: {sizes}. Semuanya berada dalam satu peringkat; "
                "kelas hanya berpengaruh bila disebut dalam aturan ini.",
                sizes=words.listed([words.size(one) for one in category.size_classes], ("or", "atau")),
            )
        )
    return " ".join(parts)


def _ending(book: Rulebook, words: Words) -> list[str]:
    official = any(category.jury.fair_mode == "official" for category in book.categories)
    return [
        words.say("## When data are missing", "## Bila data tidak ada"),
        words.say(
            "Only verified figures give points; what an entrant claims is shown beside them and gives "
            "none. For each criterion the text above says what happens when its value is missing. A juror "
            "marks all criteria of a stage for an entrant or none, and a juror who stands back from an "
            "entrant is left out for that entrant. Where too few jurors marked an entrant, there is no "
            "result until others have marked it.",
            "Hanya angka terverifikasi yang memberi poin; klaim peserta ditampilkan di sampingnya dan "
            "tidak memberi poin. Untuk setiap kriteria, uraian di atas menyebut akibat bila nilainya tidak "
            "ada. Juri menilai semua kriteria suatu tahap bagi satu peserta atau tidak satu pun, dan juri "
            "yang mundur dari penilaian seorang peserta tidak dihitung bagi peserta itu. Bila juri yang "
            "menilai kurang, hasil belum ada sampai juri lain menilainya.",
        ),
        words.say("## What is exact, and what is an example", "## Yang pasti dan yang hanya contoh"),
        words.say(
            "Everything is computed with exact fractions, and rounded to two decimals only to be shown. "
            "The numbers in the worked examples of this document are made up to show the way; they belong "
            "to no entrant.{book}{fair}",
            "Semua dihitung dengan pecahan yang tepat, dan dibulatkan menjadi dua desimal hanya untuk "
            "ditampilkan. Angka dalam contoh perhitungan dokumen ini dikarang untuk menunjukkan caranya; "
            "tidak ada yang milik peserta.{book}{fair}",
            book=words.say(
                " The whole book is an example, too.", " Seluruh buku aturan ini pun hanya contoh."
            )
            if book.example
            else "",
            fair=words.say(
                " How jurors' strictness is evened out is computed to forty digits and published with the "
                "result.",
                " Perataan ketegasan juri dihitung sampai empat puluh angka dan diumumkan bersama hasilnya.",
            )
            if official
            else "",
        ),
        words.say("## Which book this is", "## Buku aturan yang mana"),
        words.say(
            "Rulebook {id}, version {version}, format paritrana-rulebook/{format}. Its hash (SHA-256) "
            "stands in every result; a changed rule would change it:",
            "Aturan penilaian {id}, versi {version}, format paritrana-rulebook/{format}. Hashnya (SHA-256) "
            "tercantum dalam setiap hasil; aturan yang diubah akan mengubahnya:",
            id=book.id,
            version=book.version,
            format=book.format,
        ),
        f"`{book.hash}`",
    ]
