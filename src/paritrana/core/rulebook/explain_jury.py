"""How the jurors' marks become one value, in words with an example."""

from fractions import Fraction

from paritrana.core.rulebook.model import Category
from paritrana.core.rulebook.words import Words
from paritrana.core.units import count_text, decimal_text


def jury(category: Category, words: Words) -> list[str]:
    """Return the section on the jurors; nothing where no criterion is marked by jurors."""
    if not any(stage.rubrics for stage in category.stages):
        return []
    rules = category.jury
    parts = [
        words.say("### How the jurors' marks become one", "### Cara nilai para juri digabung"),
        " ".join(
            [
                words.say(
                    "Each juror's marks of a stage are first added up by their weights to that juror's "
                    "total. ",
                    "Nilai setiap juri pada satu tahap mula-mula dijumlahkan menurut bobotnya menjadi "
                    "jumlah juri itu. ",
                ).strip(),
                _panel(rules.aggregate, words),
                words.say(
                    "At least {count} must have marked an entrant without a tie of interest.",
                    "Seorang peserta harus dinilai paling sedikit {count} juri tanpa benturan kepentingan.",
                    count=count_text(rules.min_jurors, words.lang)
                    + words.say(" juror" if rules.min_jurors == 1 else " jurors", ""),
                ),
            ]
        ),
    ]
    if rules.fair_mode == "report":
        parts.append(
            words.say(
                "How strict each juror was is reported beside the result and changes no rank.",
                "Ketegasan setiap juri dilaporkan di samping hasil dan tidak mengubah peringkat.",
            )
        )
    if rules.fair_mode == "official":
        parts.append(
            words.say(
                "Some jurors are stricter than others, and not every entrant meets the same jurors. How "
                "strict each one is is estimated from marks given to the same entrants, and evened out "
                "where the marks allow it. The evened value takes the place of the plain one, and the "
                "difference is shown for every entrant.",
                "Ada juri yang lebih tegas daripada yang lain, dan tidak semua peserta bertemu juri yang "
                "sama. Ketegasan tiap juri diperkirakan dari nilai yang diberikan kepada peserta yang "
                "sama, lalu diratakan bila nilai-nilai itu memungkinkan. Nilai yang telah diratakan "
                "menggantikan nilai biasa, dan selisihnya ditampilkan bagi setiap peserta.",
            )
        )
    return parts


def _panel(aggregate: str, words: Words) -> str:
    totals = {"mean": (60, 80, 85), "trimmed": (40, 60, 70, 80, 100), "median": (60, 80, 85)}[aggregate]
    middle = {"mean": totals, "trimmed": totals[1:-1], "median": totals[1:2]}[aggregate]
    pairs = {
        "mean": (
            "The jury's value is the mean of the totals. For example, {totals} give {value}.",
            "Nilai panel juri adalah rata-rata jumlah itu. Misalnya, {totals} menghasilkan {value}.",
        ),
        "trimmed": (
            "From five jurors on, the highest and the lowest total are left out, and the jury's value is "
            "the mean of the rest; with fewer it is the mean of all. For example, {totals} give {value}.",
            "Mulai lima juri, jumlah tertinggi dan terendah ditinggalkan, dan nilai panel juri adalah "
            "rata-rata sisanya; dengan juri lebih sedikit dipakai rata-rata semuanya. Misalnya, {totals} "
            "menghasilkan {value}.",
        ),
        "median": (
            "The jury's value is the median, the total in the middle; with an even number of jurors it is "
            "the mean of the middle two. For example, {totals} give {value}.",
            "Nilai panel juri adalah median, yaitu jumlah yang di tengah; bila jumlah jurinya genap, "
            "dipakai rata-rata dua yang di tengah. Misalnya, {totals} menghasilkan {value}.",
        ),
    }
    value = Fraction(sum(middle), len(middle))
    return words.of(
        pairs[aggregate],
        totals=words.listed([str(one) for one in totals]),
        value=words.number(value) if value.denominator == 1 else decimal_text(value, 2, words.lang),
    )
