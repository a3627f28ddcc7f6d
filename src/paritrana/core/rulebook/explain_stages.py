"""What is judged in a category: its stages, dimensions and criteria, and what each weighs."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

from paritrana.core.rulebook.explain_criteria import criterion_text
from paritrana.core.rulebook.model import WHOLE, Category, Stage
from paritrana.core.rulebook.shares import share_of_score, share_of_stage
from paritrana.core.rulebook.words import Words
from paritrana.core.units import count_text, decimal_text


def score(category: Category, words: Words) -> str:
    """Return how the stages become one score."""
    listed = [
        words.say(
            "{title} with {weight}",
            "{title} dengan {weight}",
            title=words.quoted(one.title, one.id),
            weight=words.weight(one.weight_bp),
        )
        for one in category.stages
    ]
    if len(listed) == 1:
        return words.say(
            "Judging has one stage, {stage}. It gives 0 to 100 points, and they are the score.",
            "Penilaian terdiri atas satu tahap, {stage}. Tahap ini memberi 0 sampai 100 poin, dan itulah "
            "nilai akhir.",
            stage=words.quoted(category.stages[0].title, category.stages[0].id),
        )
    text = words.say(
        "Judging has {count} stages: {stages} of the score. Every stage gives 0 to 100 points, and so does "
        "the score.",
        "Penilaian terdiri atas {count} tahap: {stages} dari nilai akhir. Setiap tahap memberi 0 sampai "
        "100 poin, demikian pula nilai akhir.",
        count=count_text(len(listed), words.lang),
        stages=words.listed(listed),
    )
    if category.aggregate == "mean":
        weights = [Fraction(one.weight_bp, WHOLE) for one in category.stages]
        return f"{text} {_mean_example(weights, words, words.say('stages', 'tahap'))}"
    bare = [one.weight_bp for one in category.stages]
    return f"{text} {_geometric(bare, category.floor, words, of_stages=True)}"


def _mean_example(weights: list[Fraction], words: Words, things: str) -> str:
    points = [Fraction(80), Fraction(50)] + [Fraction(60)] * (len(weights) - 2)
    total = sum((w * p for w, p in zip(weights, points, strict=True)), Fraction(0))
    terms = " + ".join(
        f"{words.percent(w)} × {words.number(p)}" for w, p in zip(weights, points, strict=True)
    )
    return words.say(
        "The {things} are joined by their weights. For example, with {points} points the whole is "
        "{terms} = {total}.",
        "Semua {things} digabung menurut bobotnya. Misalnya, dengan {points} poin, gabungannya adalah "
        "{terms} = {total}.",
        points=words.listed([words.number(p) for p in points]),
        things=things,
        terms=terms,
        total=decimal_text(total, 2, words.lang),
    )


def _geometric(weights: list[int], floor: Fraction, words: Words, *, of_stages: bool) -> str:
    points = [80, 20] + [60] * (len(weights) - 2)
    shares = [Fraction(w, WHOLE) for w in weights]
    mean = sum((w * p for w, p in zip(shares, points, strict=True)), Fraction(0))
    with localcontext() as context:
        context.prec = 40
        logs = [
            Decimal(w) / WHOLE * max(Decimal(p) / 100, Decimal(floor.numerator) / floor.denominator).ln()
            for w, p in zip(weights, points, strict=True)
        ]
        product = Fraction(sum(logs, Decimal(0)).exp() * 100)
    return words.say(
        "The {thing}s are joined by the geometric mean: the shares are multiplied, each raised to its "
        "weight, so that a weak {thing} cannot hide behind a strong one. For example, {points} points give "
        "{product}, where the plain mean would give {mean}. A share below {floor} counts as {floor}, so "
        "that a single zero does not wipe out everything. The result is rounded to six decimals, and that "
        "is the exact value.",
        "Semua {thing} digabung dengan rata-rata geometrik: bagian-bagiannya dikalikan, masing-masing "
        "dipangkatkan bobotnya, sehingga {thing} yang lemah tidak tertutup oleh yang kuat. Misalnya, "
        "{points} poin menghasilkan {product}, sedangkan rata-rata biasa menghasilkan {mean}. Bagian di "
        "bawah {floor} dihitung {floor}, agar satu nilai nol tidak menghapus semuanya. Hasilnya dibulatkan "
        "sampai enam desimal, dan itulah nilai yang tepat.",
        thing=words.say("stage", "tahap") if of_stages else words.say("dimension", "dimensi"),
        points=words.listed([words.number(p) for p in points]),
        product=decimal_text(product, 2, words.lang),
        mean=decimal_text(mean, 2, words.lang),
        floor=words.percent(floor, most=6),
    )


def stages(category: Category, words: Words) -> list[str]:
    """Return every stage: who it is held for, what is judged in it, and who goes on."""
    parts: list[str] = []
    for place, stage in enumerate(category.stages):
        parts.append(
            words.say(
                "### Stage {number}: {title}",
                "### Tahap {number}: {title}",
                number=place + 1,
                title=words.title(stage.title, stage.id),
            )
        )
        if stage.entrants == "finalists":
            parts.append(_finalists(category, words))
        if stage.dimensions:
            parts.append(_dimensions(stage, words))
        elif len(stage.criteria) > 1:
            parts.append(
                words.say(
                    "The points of this stage come from {count} criteria, joined by their weights.",
                    "Poin tahap ini berasal dari {count} kriteria, digabung menurut bobotnya.",
                    count=count_text(len(stage.criteria), words.lang),
                )
            )
        for group in stage.dimensions:
            parts.append(
                words.say(
                    "#### Dimension: {title}",
                    "#### Dimensi: {title}",
                    title=words.title(group.title, group.id),
                )
            )
            parts += [
                criterion_text(one, stage, category, words)
                for one in stage.criteria
                if one.dimension == group.id
            ]
        if not stage.dimensions:
            parts += [criterion_text(one, stage, category, words) for one in stage.criteria]
        if stage.pass_mark is not None:
            parts.append(
                words.say(
                    "**Pass mark.** Whoever has fewer than {mark} points in this stage leaves here and is "
                    "not ranked. Nothing more is asked of them.",
                    "**Nilai ambang.** Peserta dengan kurang dari {mark} poin pada tahap ini berhenti di "
                    "sini dan tidak masuk peringkat. Tidak ada lagi yang diminta darinya.",
                    mark=words.number(stage.pass_mark),
                )
            )
    return parts


def _finalists(category: Category, words: Words) -> str:
    text = words.say(
        "This stage is held for finalists only. When the stages before it are done, the {count} entrants "
        "with the most points so far pass; whoever has as many points as the last of them passes too. The "
        "others are listed as not finalists and are not ranked.",
        "Tahap ini hanya untuk finalis. Setelah tahap-tahap sebelumnya selesai, {count} peserta dengan "
        "poin sementara terbanyak lolos; yang poinnya sama dengan yang terakhir juga lolos. Yang lain "
        "dicantumkan sebagai bukan finalis dan tidak masuk peringkat.",
        count=count_text(category.finalists or 0, words.lang),
    )
    if category.uncertain_pct is None:
        return text
    more = words.say(
        "An entrant just below the cut is *uncertain* when fewer than {count} others stay ahead of it "
        "however each criterion's part of the points is stretched or shrunk by up to {percent}. The "
        "uncertain pass as well, by their points, while no more than {ceiling} pass in all. This can be "
        "checked by hand and needs no chance.",
        "Peserta tepat di bawah batas *belum pasti* bila kurang dari {count} peserta lain tetap unggul "
        "atasnya, bagaimanapun bagian setiap kriteria dalam poin itu dinaikkan atau diturunkan sampai "
        "{percent}. Yang belum pasti ikut lolos menurut poinnya, selama yang lolos seluruhnya tidak lebih "
        "dari {ceiling}. Hal ini dapat diperiksa dengan tangan dan tidak memakai undian.",
        count=count_text(category.finalists or 0, words.lang),
        percent=words.percent(Fraction(category.uncertain_pct, 100)),
        ceiling=count_text(category.finalists_ceiling or 0, words.lang),
    )
    return f"{text}\n\n{more}"


def _dimensions(stage: Stage, words: Words) -> str:
    listed = [
        words.say(
            "{title} with {weight}",
            "{title} dengan {weight}",
            title=words.quoted(one.title, one.id),
            weight=words.weight(one.weight_bp),
        )
        for one in stage.dimensions
    ]
    text = words.say(
        "The criteria of this stage stand in {count} dimensions: {listed} of the stage. Inside a dimension "
        "the criteria are joined by their weights.",
        "Kriteria tahap ini dikelompokkan dalam {count} dimensi: {listed} dari tahap ini. Di dalam satu "
        "dimensi, kriteria digabung menurut bobotnya.",
        count=count_text(len(listed), words.lang),
        listed=words.listed(listed),
    )
    bare = [one.weight_bp for one in stage.dimensions]
    if stage.aggregate == "geometric":
        return f"{text} {_geometric(bare, stage.floor, words, of_stages=False)}"
    shares = [Fraction(one, WHOLE) for one in bare]
    return f"{text} {_mean_example(shares, words, words.say('dimensions', 'dimensi'))}"


def weights_table(category: Category, words: Words, effective: Mapping[str, str] | None) -> list[str]:
    """Return the weights of all criteria as a table, with the effective ones where they are given."""
    head = [
        words.say("Criterion", "Kriteria"),
        words.say("Weight in its stage", "Bobot dalam tahapnya"),
        words.say("Weight in the score", "Bobot dalam nilai akhir"),
    ]
    if effective is not None:
        head.append(words.say("Effective weight", "Bobot efektif"))
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    for stage in category.stages:
        for one in stage.criteria:
            row = [
                words.title(one.title, one.id).replace("|", "\\|"),
                words.percent(share_of_stage(stage, one)),
                words.percent(share_of_score(stage, one)),
            ]
            if effective is not None:
                told = effective.get(one.id, "")
                row.append(
                    words.percent(Fraction(told)) if told else words.say("not known", "tidak diketahui")
                )
            rows.append(row)
    parts = [
        words.say("### The weights at a glance", "### Ringkasan bobot"),
        "\n".join("| " + " | ".join(row) + " |" for row in rows),
    ]
    if effective is not None:
        parts.append(
            words.say(
                "The weight in the score is what the rules give a criterion. The effective weight is the "
                "share of the differences between the entrants' scores that came from it in the data "
                "given: a criterion in which all stand alike moves nobody, whatever its weight, and one "
                "with a minus worked against the ranking.",
                "Bobot dalam nilai akhir adalah bobot menurut aturan. Bobot efektif adalah bagian dari "
                "perbedaan nilai akhir antarpeserta yang berasal dari kriteria itu dalam data yang "
                "diberikan: kriteria yang nilainya sama bagi semua tidak menggeser siapa pun, berapa pun "
                "bobotnya, dan yang bertanda minus bekerja melawan peringkat.",
            )
        )
    if category.aggregate == "geometric" or any(one.aggregate == "geometric" for one in category.stages):
        parts.append(
            words.say(
                "Where a geometric mean stands, weights are exponents: they say how strongly a side "
                "counts, not how many points it adds.",
                "Pada rata-rata geometrik, bobot adalah pangkat: bobot menunjukkan seberapa kuat satu sisi "
                "dihitung, bukan berapa poin yang ditambahkannya.",
            )
        )
    return parts
