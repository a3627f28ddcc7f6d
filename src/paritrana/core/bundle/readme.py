"""The README of a bundle, for the public, in Indonesian and then in English."""

from paritrana.core.ranking import Result

_INDONESIAN = """\
{title}
{rule}

Berkas ini memuat hasil penilaian yang dapat dihitung ulang oleh siapa pun.
{example}
Isi berkas
  rulebook.toml      aturan penilaian: kategori, tahap, kriteria, dan bobot
  rulebook.json      aturan yang sama dalam bentuk baku
  values.csv         nilai data setiap peserta
  marks.csv          nilai juri; juri disebut menurut kursinya, j1, j2, …
  ranking.csv        peringkat
  contributions.csv  sumbangan setiap kriteria pada nilai akhir
  excluded.csv       peserta yang tidak diperingkat, dengan alasannya
{tables}  names.csv          nama resmi setiap peserta, jika disertakan
  decisions.csv      keputusan ketua untuk setiap kategori, jika disertakan
  robustness.json    keteguhan peringkat di dunia-dunia lain, jika disertakan
  severity.csv       keketatan setiap juri; fair.csv: peringkat tanpa keketatan itu, jika disertakan
  record.json        sidik aturan, data, hasil, dan laporan, jika disertakan
  openings.jsonl     isi dan kunci segel setiap lembar nilai, jika disertakan
  seed.txt           benih undian, jika ada undian
  checkpoint.txt     titik periksa jejak, jika disertakan
  ledger.jsonl       isi jejak, jika disertakan
  verifier.py        program pemeriksa; {alone}
{programs}  SHA256SUMS         sidik digital semua berkas lain

Cara memeriksa
  1. Pasang Python 3.12 atau yang lebih baru.
  2. Ambil {files} dari sumber yang Anda percaya, jangan hanya dari berkas ini.
  3. Jalankan: python verifier.py NAMA-BERKAS.zip
  Jawaban 0 berarti semua cocok; 1 berarti ada perbedaan, yang disebut satu per satu.

Berkas yang dibuat ulang seluruhnya akan tampak cocok dengan dirinya sendiri. Perbedaannya hanya
terlihat dengan titik periksa yang disimpan di tempat lain:
  python verifier.py NAMA-BERKAS.zip --checkpoint TITIK-PERIKSA.txt

Sidik aturan penilaian (SHA-256): {hash}
"""

_ENGLISH = """\

{title_en}
{rule_en}

This file holds a result that anyone can compute anew.
{example_en}
Contents
  rulebook.toml      the judging rules: categories, stages, criteria and weights
  rulebook.json      the same rules in their canonical form
  values.csv         the values of each entrant
  marks.csv          the jurors' marks; jurors appear by seat, j1, j2, …
  ranking.csv        the ranking
  contributions.csv  what each criterion gave to each final score
  excluded.csv       entrants that are not ranked, with the reason
{tables_en}  names.csv          the official name of each entrant, if included
  decisions.csv      the chair's decision on each category, if included
  robustness.json    how the ranking holds in other worlds, if included
  severity.csv       how strict each juror is; fair.csv: the ranking without it, if included
  record.json        the hashes of rules, data, result and reports, if included
  openings.jsonl     text and nonce of every sealed sheet, if included
  seed.txt           the seed of the lots, if lots are drawn
  checkpoint.txt     a checkpoint of the ledger, if included
  ledger.jsonl       the leaves of the ledger, if included
  verifier.py        the checker; {alone_en}
{programs_en}  SHA256SUMS         the digests of all other files

How to check it
  1. Install Python 3.12 or newer.
  2. Get {files_en} from a source you trust, not only from this file.
  3. Run: python verifier.py FILE-NAME.zip
  The answer 0 means that all agrees; 1 that something differs, each difference named.

A file that was rebuilt whole agrees with itself. Only a checkpoint kept elsewhere can tell it apart:
  python verifier.py FILE-NAME.zip --checkpoint CHECKPOINT.txt

Hash of the judging rules (SHA-256): {hash}
"""

_ONE = {
    "tables": "",
    "tables_en": "",
    "alone": "satu berkas, tanpa pustaka lain",
    "alone_en": "one file that needs no other",
    "programs": "",
    "programs_en": "",
    "files": "verifier.py",
    "files_en": "verifier.py",
}
_TWO = {
    "tables": """\
  awards.csv         finalis, pemenang, harapan, yang dikirim ke tingkat berikutnya, penghargaan khusus
  entrants.csv       wilayah, zona waktu, dan kelas ukuran setiap peserta, jika disertakan
""",
    "tables_en": """\
  awards.csv         finalists, winners, consolations, who is sent on, prizes outside the ranks
  entrants.csv       region, time zone and size class of each entrant, if included
""",
    "alone": "tanpa pustaka lain",
    "alone_en": "it needs no library",
    "programs": "  method_two.py      hitungannya untuk aturan ini; simpan di folder yang sama\n"
    "  fair_two.py        pandangan adil atas juri; simpan di sana juga\n",
    "programs_en": "  method_two.py      its arithmetic for these rules; keep it in the same folder\n"
    "  fair_two.py        the fair view of the jurors; keep it there too\n",
    "files": "verifier.py, method_two.py, dan fair_two.py",
    "files_en": "verifier.py, method_two.py and fair_two.py",
}


def readme(result: Result) -> str:
    """Return the text of README.txt for one result."""
    book = result.rulebook
    title, title_en = book.title["id"], book.title["en"]
    facts = {
        "title": title,
        "rule": "=" * len(title),
        "title_en": title_en,
        "rule_en": "=" * len(title_en),
        "hash": book.hash,
        "example": "Bobot dan kriterianya contoh, bukan ketentuan resmi.\n" if book.example else "",
        "example_en": "Its weights and criteria are examples, not the official ones.\n"
        if book.example
        else "",
        **(_TWO if book.format == 2 else _ONE),
    }
    return (_INDONESIAN + _ENGLISH).format_map(facts)
