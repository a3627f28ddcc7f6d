"""A rulebook as a document for the public: everything in it once, in both languages, with true examples."""

import random
from pathlib import Path

import pytest
from tests.core.made import toml_text
from tests.core.made_two import book_tree

from paritrana.core.rulebook import read
from paritrana.core.rulebook.explain import explain

FOLDER = Path(__file__).parents[3] / "samples/rulebooks"
PROVINCE = read((FOLDER / "provinsi-kelas-desa-2025.toml").read_bytes())
NATIONAL = read((FOLDER / "nasional-zona-2025.toml").read_bytes())


@pytest.mark.parametrize(
    "said",
    [
        "> **This is an example, not the official rule.**",
        "stand villages (desa) and urban villages (kelurahan). One proposer may send at most 3.",
        "Every entrant belongs to one size class: kecil, sedang or besar.",
        "“Data” with 60% and “Interview” with 40% of the score",
        "“Reach” with 70% and “Effort of the village” with 30% of the stage",
        "80 and 50 points the whole is 70% × 80 + 30% × 50 = 71.00",
        "**Worker coverage** has 60% of its dimension, which is 25.2% of the score.",
        "For example, 60% gives 60 points: (60% − 0%) ÷ (100% − 0%) × 100.",
        "For size class kecil: 0% or less gives 0 points, 90% or more gives 100.",
        "the rate is drawn towards 40%, as if 50 more persons had it (35% for size class kecil).",
        "So 9 of 10 counts as 48.33%, but 900 of 1,000 as 87.62%",
        "where the whole counts fewer than 20, the value counts as not given.",
        "the median of the entrants of the same size class",
        "For example, 3 months gives 50 points: (6 months − 3 months) ÷ (6 months − 0 months) × 100.",
        "Whoever has fewer than 40 points in this stage leaves here",
        "stretched or shrunk by up to 20%. The uncertain pass as well, by their points, while no more than 9",
        "80 and 20 points give 45.95, where the plain mean would give 56.00. A share below 5% counts as 5%",
        "For example, 40, 60, 70, 80 and 100 give 70.",
        "evened out where the marks allow it",
        "1. More points in the dimension “Reach” go first.\n2. Whose weakest dimension",
        "The ranks 1 to 3 win.",
        "there are 3 consolation places (juara harapan)",
        "Rank 1 is sent on to the next level.",
        "**Best of the best** goes by the score to the best among the winners, one for all together.",
        "to the best 2 among those ranked who have neither won nor a consolation",
        f"`{PROVINCE.hash}`",
    ],
)
def test_the_document_says_it(said: str):
    text = " ".join(explain(PROVINCE, "en").split(" "))
    assert said.lower() in text.lower()


def test_a_cap_and_prizes_by_zone_are_explained():
    text = explain(NATIONAL, "en")
    assert "One province can have at most 2 winners and consolations together" in text
    assert "to the best among all who are ranked, in each time zone." in text
    assert "This book names no committee." in text


def test_indonesian_is_whole():
    text = explain(PROVINCE)
    assert text.startswith("# Contoh aturan provinsi dengan desa menurut kelas ukuran")
    for said in (
        "Cakupan pekerja** berbobot 60\N{NO-BREAK SPACE}% dari dimensinya",
        "Misalnya, 3 bulan memberi 50 poin",
        "Peringkat 1 sampai 3 menang.",
        "poin menghasilkan 45,95, sedangkan rata-rata biasa menghasilkan 56,00",
    ):
        assert said in text
    assert not {"the", "stage", "score", "points"} & set(text.lower().split())


def test_effective_weights_stand_beside_the_nominal_ones_when_given():
    assert "Effective weight" not in explain(PROVINCE, "en")
    text = explain(PROVINCE, "en", effective={"village": {"coverage": "0.3121", "vulnerable": "-0.02"}})
    assert "| Worker coverage | 42% | 25.2% | 31.21% |" in text
    assert "| Coverage of vulnerable workers | 28% | 16.8% | -2% |" in text
    assert "| Village regulation | 15% | 9% | not known |" in text


def test_every_criterion_of_a_random_book_is_told_in_both_languages():
    for seed in range(8):
        book = read(toml_text(book_tree(random.Random(seed))))
        for language in ("id", "en"):
            text = explain(book, language)
            assert "{" not in text
            assert "  " not in text.replace("\n", "|")
            count = sum(
                text.count(f"**{one.id.capitalize().replace('-', ' ')}**")
                for one in book.categories[0].criteria
            )
            assert count >= len(book.categories[0].criteria)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_sample_is_explained_without_a_bare_id(path: Path):
    book = read(path.read_bytes())
    for language in ("id", "en"):
        text = explain(book, language)
        assert text.count("\n## ") == len(book.categories) + 4 + bool(book.prizes)
        assert "“”" not in text
