"""A file of claims: TOML or CSV, the same verdicts, and every fault at once with its line and cure."""

import tomllib
from pathlib import Path

import pytest

from paritrana.core.claims import KINDS, META, Outcome, check_file, read_claims, read_file
from paritrana.core.claims.wording import WORDINGS
from paritrana.errors import DataFaults

SAMPLE = Path(__file__).parents[3] / "samples/claims/published.toml"
GOOD = '[[claim]]\nid = "a"\nkind = "sum"\nparts = ["1", 2]\ntotal = "3"\n'
CSV = "id,kind,key,value\na,sum,parts,1\na,sum,parts,2\na,sum,total,3\n"


def faults(text: str | bytes, name: str = "claims.toml") -> list[tuple[int, str]]:
    with pytest.raises(DataFaults) as caught:
        read_claims(text if isinstance(text, bytes) else text.encode(), name=name)
    assert all(fault.file == name and fault.cure and fault.told("id")[1] for fault in caught.value.faults)
    return [(fault.line, fault.code) for fault in caught.value.faults]


def test_toml_and_csv_say_the_same():
    (toml,), (table,) = read_claims(GOOD.encode()), read_claims(CSV.encode(), name="x.csv")
    assert [str(one) for one in toml.all("parts")] == list(table.all("parts"))
    assert (toml.id, toml.kind, toml.one("total")) == (table.id, table.kind, table.one("total"))


def test_rows_of_a_claim_may_lie_apart_and_commas_are_quoted(tmp_path: Path):
    path = tmp_path / "c.csv"
    path.write_text(
        "\ufeffid,kind,key,value\r\na,ratio,numerator,1\r\nb,date,text,Rabu (21/2/2024)\r\n"
        'a,ratio,percent,"33,3 %"\r\na,ratio,denominator,3\r\na,ratio,source,koran\r\n',
        newline="",
    )
    first, second = check_file(path)
    assert (first.id, first.verdict, first.meta) == ("a", Outcome.HOLDS, {"source": "koran"})
    assert (second.id, second.verdict) == ("b", Outcome.HOLDS)


def test_every_fault_is_told_at_once_with_its_line():
    text = (
        'title = "x"\n' + GOOD + '[[claim]]\nid = "a"\nkind = "sum"\nparts = []\nfoo = 1\n'
        '[[claim]]\nkind = "growth"\nbefore = 1.5\nafter = true\nas_of = 2024-01-01\n'
        '[[claim]]\nid = " "\nkind = "raito"\n[[claim]]\nid = "z"\nkind = "date"\ntext = 5\nregion = "x"\n'
    )
    assert faults(text) == [
        (1, "key.unknown"),
        (7, "key.missing"),
        (8, "id.repeated"),
        (10, "list.length"),
        (11, "key.unknown"),
        (12, "key.missing"),
        (12, "key.missing"),
        (14, "value.float"),
        (15, "value.type"),
        (16, "value.date"),
        (18, "id.form"),
        (19, "kind.unknown"),
        (23, "value.type"),
        (24, "value.region"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(1, "file.empty")]),
        ("# nothing\n", [(1, "claims.none")]),
        ("claim = []\n", [(1, "claims.none")]),
        ("[claim]\nid = 1\n", [(1, "claim.list")]),
        (GOOD + "total = 4\n", [(6, "toml.syntax")]),
        ("a = [\n", [(1, "toml.syntax")]),
        ("a = " + "[" * 5000, [(1, "toml.syntax")]),
        (b"a = 1\n\xff", [(2, "file.encoding")]),
        (b"PK\x03\x04", [(1, "file.spreadsheet")]),
        (GOOD.replace('"3"', "9" * 5000), [(1, "toml.syntax")]),
        (GOOD + 'as_of = "2024-02-30"\n', [(6, "value.as_of")]),
        (GOOD + f'note = "{"x" * 2000}"\n', [(6, "value.long")]),
    ],
)
def test_files_that_are_not_claims(text: str | bytes, found: list[tuple[int, str]]):
    assert faults(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("id,kind,key\n", [(1, "csv.header")]),
        ("id;kind;key;value\n", [(1, "csv.header")]),
        ("id,kind,key,value\n", [(1, "claims.none")]),
        (CSV + "a,sum,total,4\n", [(5, "key.repeated")]),
        (CSV + "a,ratio,percent,4\n", [(5, "csv.kind")]),
        (CSV + "b,date\n", [(5, "csv.columns")]),
        (CSV + 'b,date,text,"x\n', [(5, "csv.form")]),
        (CSV + "\n,date,text,x\n", [(6, "id.form")]),
        (CSV + "b,sum,parts,1\n", [(5, "key.missing")]),
    ],
)
def test_tables_that_are_not_claims(text: str, found: list[tuple[int, str]]):
    assert faults(text, "claims.csv") == found


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(DataFaults, match=r"none.toml:1: file.unreadable: .*; check"):
        read_file(tmp_path / "none.toml")


def test_whole_numbers_of_any_size_end_in_a_verdict(tmp_path: Path):
    path = tmp_path / "c.toml"
    path.write_text(GOOD.replace('"3"', "0x" + "f" * 6000))
    (verdict,) = check_file(path)
    assert (verdict.verdict, verdict.recomputed) == (Outcome.UNREADABLE, "3")


def test_the_largest_product_is_told(tmp_path: Path):
    path = tmp_path / "c.toml"
    factors = ", ".join(['"' + "9" * 60 + '"'] * 20)
    path.write_text(f'[[claim]]\nid = "a"\nkind = "product"\nfactors = [{factors}]\nresult = "1"\n')
    (verdict,) = check_file(path)
    assert verdict.verdict == Outcome.CONTRADICTS
    assert len(verdict.recomputed or "") == 1200


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_needs_its_keys_and_knows_no_others(kind: str):
    given = f'[[claim]]\nid = "a"\nkind = "{kind}"\n'
    lacking = [code for _, code in faults(given)]
    assert set(lacking) == {"key.missing"}
    assert len(lacking) == len(KINDS[kind].required) + (kind == "growth")
    assert (4, "key.unknown") in faults(given + 'other = "1"\n')


def test_the_published_figures_and_their_verdicts():
    verdicts = {one.id: one for one in check_file(SAMPLE)}
    by_outcome = {
        outcome: sorted(one.id for one in verdicts.values() if one.verdict is outcome) for outcome in Outcome
    }
    assert by_outcome[Outcome.CONTRADICTS] == [
        *("banyumas-share", "kendari-segments", "mukomuko-passed", "mukomuko-premium"),
        *("sultra-segments", "sulut-coverage-2025-12"),
    ]
    assert by_outcome[Outcome.UNREADABLE] == [
        *("kotim-uncovered", "kutim-premium", "pangkalpinang-bpu-left", "sultra-coverage"),
    ]
    assert by_outcome[Outcome.WITHIN] == ["national-active", "sulsel-coverage"]
    assert verdicts["banyumas-share"].recomputed == "23.55"
    assert all(one.meta["source"] for one in verdicts.values())


def test_every_published_claim_keeps_to_the_known_keys():
    for claim in tomllib.loads(SAMPLE.read_text("utf-8"))["claim"]:
        assert set(claim) <= {"id", "kind", *KINDS[claim["kind"]].keys, *META}


def test_every_wording_is_complete():
    assert all(len(texts) == 4 and all(texts) for texts in WORDINGS.values())
