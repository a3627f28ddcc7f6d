"""The parts of a rulebook as phrases in both languages: what `diff`, `explain` and the pages say alike."""

from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.rulebook.model import WHOLE, Category, Criterion, Prize, Text
from paritrana.core.units import count_text, decimal_text, rupiah_text

type Pair = tuple[str, str]

ENTRANTS: dict[str, Pair] = {
    "province": ("provinces", "provinsi"),
    "regency_city": ("regencies and cities", "kabupaten dan kota"),
    "village": ("villages", "desa dan kelurahan"),
    "employer": ("employers", "pemberi kerja"),
    "public_service": ("public services", "layanan publik"),
}
NARROWED: dict[str, Pair] = {
    "desa": ("villages (desa)", "desa"),
    "kelurahan": ("urban villages (kelurahan)", "kelurahan"),
    "large": ("large", "besar"),
    "medium": ("medium", "menengah"),
    "small": ("small", "kecil"),
    "micro": ("micro", "mikro"),
}
KINDS: dict[str, Pair] = {
    "measure": ("a measured figure", "angka terukur"),
    "ladder": ("a ladder of levels", "jenjang"),
    "rubric": ("jurors' marks", "nilai juri"),
    "yes_no": ("yes or no", "ya atau tidak"),
}
EVIDENCE: dict[str, Pair] = {
    "none": ("no file is asked", "tidak diminta berkas"),
    "required": ("a file must be attached", "wajib disertai berkas"),
    "optional": ("a file may be attached", "boleh disertai berkas"),
}
AGGREGATES: dict[str, Pair] = {
    "mean": ("the weighted mean", "rata-rata tertimbang"),
    "geometric": ("the geometric mean", "rata-rata geometrik"),
}
PANELS: dict[str, Pair] = {
    "mean": ("the mean of the jurors", "rata-rata para juri"),
    "trimmed": (
        "the mean without the highest and the lowest juror, from five jurors on",
        "rata-rata tanpa juri tertinggi dan terendah, mulai lima juri",
    ),
    "median": ("the median of the jurors", "median para juri"),
}
FAIR: dict[str, Pair] = {
    "off": ("jurors' strictness is not computed", "ketegasan juri tidak dihitung"),
    "report": (
        "jurors' strictness is reported beside the result and changes no rank",
        "ketegasan juri dilaporkan di samping hasil dan tidak mengubah peringkat",
    ),
    "official": (
        "jurors' strictness is evened out in the score that decides",
        "perbedaan ketegasan juri diratakan dalam nilai yang menentukan",
    ),
}
RANK_ON: dict[str, Pair] = {
    "exact": ("the exact score, before rounding", "nilai yang tepat, sebelum pembulatan"),
    "shown": ("the score as shown, with two decimals", "nilai yang ditampilkan, dengan dua desimal"),
}
HELD: dict[str, Pair] = {
    "all": ("every entrant", "semua peserta"),
    "finalists": ("the finalists only", "finalis saja"),
}
UNITS: dict[str, Pair] = {
    "share": ("share", "bagian"),
    "percent": ("percent", "persen"),
    "count": ("number", "jumlah"),
    "rupiah": ("rupiah", "rupiah"),
    "months": ("months", "bulan"),
    "index": ("index", "indeks"),
}
MISSING: dict[str, Pair] = {
    "zero": ("it scores 0", "nilainya 0"),
    "renormalise": (
        "the criterion drops out, and the others beside it share its weight",
        "kriteria itu gugur, dan kriteria lain di sampingnya berbagi bobotnya",
    ),
    "class_median": (
        "it takes the median of the entrants of {group} that have a value, and is flagged",
        "dipakai median peserta {group} yang mempunyai nilai, dan ditandai",
    ),
    "disqualify": (
        "the entrant leaves the ranking and is listed with this reason",
        "peserta keluar dari peringkat dan dicantumkan dengan alasan ini",
    ),
}
TIES: dict[str, Pair] = {
    "criterion": (
        "the higher value in the criterion {title} goes first",
        "nilai lebih tinggi pada kriteria {title} didahulukan",
    ),
    "stage": (
        "more points in the stage {title} go first",
        "poin lebih banyak pada tahap {title} didahulukan",
    ),
    "dimension": (
        "more points in the dimension {title} go first",
        "poin lebih banyak pada dimensi {title} didahulukan",
    ),
    "worst_stage": (
        "whose weakest stage is the stronger goes first",
        "yang tahap terlemahnya lebih kuat didahulukan",
    ),
    "worst_dimension": (
        "whose weakest dimension is the stronger goes first",
        "yang dimensi terlemahnya lebih kuat didahulukan",
    ),
    "copeland": (
        "who was put higher by more of the jurors, compared two by two, goes first",
        "yang ditempatkan lebih tinggi oleh lebih banyak juri, dibandingkan dua-dua, didahulukan",
    ),
    "lot": (
        "a lot decides, drawn from a public seed that is recorded",
        "undian menentukan, ditarik dari benih publik yang dicatat",
    ),
    "joint": (
        "they share the rank, and the next rank is left out",
        "mereka berbagi peringkat, dan peringkat berikutnya dilewati",
    ),
}
PER: dict[str, Pair] = {
    "all": ("once for all", "satu untuk semua"),
    "category": ("in each category", "di setiap kategori"),
    "province": ("in each province", "di setiap provinsi"),
    "zone": ("in each time zone", "di setiap zona waktu"),
}
AMONG: dict[str, Pair] = {
    "ranked": ("all who are ranked", "semua yang masuk peringkat"),
    "winners": ("the winners", "para pemenang"),
    "others": (
        "those ranked who have neither won nor a consolation",
        "yang masuk peringkat tetapi bukan pemenang dan bukan juara harapan",
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Says phrases in one language: `id` or `en`."""

    lang: str

    def say(self, english: str, indonesian: str, **facts: object) -> str:
        """Return the sentence of the language with its facts."""
        return (indonesian if self.lang == "id" else english).format(**facts)

    def of(self, pair: Pair, **facts: object) -> str:
        """Return the one of a pair."""
        return pair[self.lang == "id"].format(**facts)

    def number(self, value: Fraction | int) -> str:
        """Return a number with the decimals it has, at most six."""
        exact = Fraction(value)
        places = next((one for one in range(7) if (exact * 10**one).denominator == 1), 6)
        return decimal_text(exact, places, self.lang)

    def percent(self, share: Fraction, *, most: int = 2) -> str:
        """Return a share as percent with the decimals it has, at most `most`."""
        exact = Fraction(share) * 100
        places = next((one for one in range(most) if (exact * 10**one).denominator == 1), most)
        gap = "\N{NO-BREAK SPACE}" if self.lang == "id" else ""
        return f"{decimal_text(exact, places, self.lang)}{gap}%"

    def weight(self, basis_points: int) -> str:
        """Return a weight in basis points as percent."""
        return self.percent(Fraction(basis_points, WHOLE))

    def amount(self, value: Fraction, unit: str) -> str:
        """Return a value of a measure with its unit; a share is told as percent."""
        if unit == "share":
            return self.percent(value, most=4)
        if unit == "percent":
            return self.percent(value / 100, most=4)
        if unit == "rupiah" and value.denominator == 1:
            return rupiah_text(int(value), self.lang)
        if unit == "months":
            return self.say("{number} months", "{number} bulan", number=self.number(value))
        return self.number(value)

    def title(self, text: Text, code: str) -> str:
        """Return a title, or a bare id as words."""
        told = text[self.lang]
        return told if told != code else code.replace("_", " ").replace("-", " ").capitalize()

    def quoted(self, text: Text, code: str) -> str:
        """Return a title in quotation marks."""
        return f"“{self.title(text, code)}”"

    def size(self, code: str) -> str:
        """Return a size class as words."""
        return code.replace("_", " ").replace("-", " ")

    def listed(self, parts: list[str], last: Pair = ("and", "dan")) -> str:
        """Return parts as one enumeration: a, b and c."""
        if len(parts) < 2:
            return "".join(parts)
        comma = "," if len(parts) > 2 and self.lang == "id" else ""
        return f"{', '.join(parts[:-1])}{comma} {self.of(last)} {parts[-1]}"

    def entrants(self, category: Category) -> str:
        """Return who may stand in a category, in one phrase."""
        text = self.of(ENTRANTS[category.entrant])
        if category.village_kinds:
            text = self.listed([self.of(NARROWED[kind]) for kind in category.village_kinds])
        if category.sizes:
            sizes = self.listed([self.of(NARROWED[size]) for size in category.sizes], ("or", "atau"))
            text = self.say("{text} of size {sizes}", "{text} berskala {sizes}", text=text, sizes=sizes)
        if category.sectors:
            sectors = self.listed([self.size(one) for one in category.sectors], ("or", "atau"))
            text = self.say(
                "{text} in the sectors {sectors}", "{text} di sektor {sectors}", text=text, sectors=sectors
            )
        return text

    def tie(self, rule: str, category: Category) -> str:
        """Return one rule for equals in words."""
        head, _, code = rule.partition(":")
        return self.of(TIES[head], title=self.part(head, code, category) if code else "")

    def part(self, head: str, code: str, category: Category) -> str:
        """Return the quoted title of a stage, dimension or criterion of a category."""
        groups = [group for stage in category.stages for group in stage.dimensions]
        titles: dict[str, dict[str, Text]] = {
            "stage": {one.id: one.title for one in category.stages},
            "dimension": {one.id: one.title for one in groups},
            "criterion": {one.id: one.title for one in category.criteria},
        }
        found = titles[head].get(code)
        return self.quoted(found, code) if found else f"“{code}”"

    def missing(self, criterion: Criterion, category: Category) -> str:
        """Return what an empty value does."""
        if criterion.kind == "rubric":
            return self.say(
                "a juror marks every criterion of the stage for an entrant, or none",
                "juri menilai semua kriteria tahap itu bagi satu peserta, atau tidak satu pun",
            )
        group = (
            self.say("the same size class", "dari kelas ukuran yang sama")
            if category.size_classes
            else self.say("the category", "kategori ini")
        )
        return self.of(MISSING[criterion.missing], group=group)

    def goalposts(self, ends: tuple[Fraction, Fraction], criterion: Criterion) -> str:
        """Return what gives 0 and what 100 points."""
        low, high = (self.amount(end, criterion.unit) for end in ends)
        if criterion.better == "lower":
            return self.say(
                "{low} or less gives 100 points, {high} or more gives 0",
                "{low} atau kurang memberi 100 poin, {high} atau lebih memberi 0",
                low=low,
                high=high,
            )
        return self.say(
            "{low} or less gives 0 points, {high} or more gives 100",
            "{low} atau kurang memberi 0 poin, {high} atau lebih memberi 100",
            low=low,
            high=high,
        )

    def small(self, criterion: Criterion) -> str:
        """Return what becomes of a rate with few workers beneath it; empty where nothing does."""
        rule = criterion.small
        if rule is None:
            return ""
        if rule.rule == "missing":
            return self.say(
                "with fewer than {below} beneath the line the value counts as not given",
                "dengan penyebut kurang dari {below}, nilai dianggap tidak diberikan",
                below=count_text(rule.below, self.lang),
            )
        others = [
            self.say(
                "{prior} for size class {size}",
                "{prior} untuk kelas ukuran {size}",
                prior=self.percent(prior),
                size=self.size(size),
            )
            for size, prior in rule.prior_by_size
        ]
        text = self.say(
            "the rate is drawn towards {prior} as if {kappa} more workers had it",
            "angka ditarik ke arah {prior}, seakan-akan ada {kappa} pekerja lagi dengan angka itu",
            prior=self.percent(rule.prior),
            kappa=count_text(rule.kappa, self.lang),
        )
        return f"{text} ({self.listed(others)})" if others else text

    def prize_on(self, prize: Prize, category: Category) -> str:
        """Return which points decide a prize."""
        head, _, code = prize.on.partition(":")
        if not code:
            return self.say("the score", "nilai akhir")
        pair = {
            "stage": ("the points of the stage {title}", "poin tahap {title}"),
            "dimension": ("the points of the dimension {title}", "poin dimensi {title}"),
            "criterion": ("the points of the criterion {title}", "poin kriteria {title}"),
        }[head]
        return self.of(pair, title=self.part(head, code, category))
