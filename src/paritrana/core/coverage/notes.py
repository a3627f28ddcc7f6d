"""What a reader of a table must know beside its figures: each note in English and Indonesian."""

from __future__ import annotations

WORDINGS: dict[str, tuple[str, str]] = {
    "only_until": (
        "{year}: only the months up to {month} count, the rest lies ahead",
        "{year}: hanya bulan sampai {month} yang dihitung, sisanya belum tiba",
    ),
    "point": (
        "the figure is that of the last counted month; it must not decide an award",
        "angka ini hanya angka bulan terakhir yang dihitung; tidak boleh menentukan penghargaan",
    ),
    "all_shown": (
        "no small cell is hidden: this table is for the holder of the data and is not to be published",
        "sel kecil tidak disembunyikan: tabel ini untuk pemegang data dan tidak boleh diterbitkan",
    ),
    "waiting": (
        "received and not counted yet: {numbers}; run: paritrana coverage refresh {folder}",
        "sudah diterima tetapi belum dihitung: {numbers}; jalankan: paritrana coverage refresh {folder}",
    ),
    "nothing": (
        "the lake holds nothing for this question",
        "tidak ada data untuk pertanyaan ini",
    ),
    "no_workers_known": (
        "no number of workers is known for {rows} of {all} rows",
        "jumlah pekerja tidak diketahui untuk {rows} dari {all} baris",
    ),
    "over_none": (
        "{rows} of {all} rows stand over 0 workers and have no rate; in {counted} of them persons are "
        "counted all the same",
        "{rows} dari {all} baris berpenyebut 0 pekerja sehingga tidak mempunyai persentase; pada {counted} "
        "di antaranya tetap ada orang yang dihitung",
    ),
    "upper_bound": (
        "N + H is an upper bound: heads without names may stand in two projects, or in a roll as well, and "
        "be counted twice",
        "N + H adalah batas atas: kepala tanpa nama dapat tercatat pada dua proyek, atau juga dalam daftar "
        "bernama, sehingga terhitung dua kali",
    ),
    "restated": (
        "restated on today's codes; publish either this table or the one of the codes of the time",
        "disajikan menurut kode sekarang; terbitkan ini atau tabel menurut kode saat itu, bukan keduanya",
    ),
    "several_heirs": (
        "several heirs, so left under the old code: {codes}",
        "mempunyai beberapa pengganti, sehingga tetap pada kode lama: {codes}",
    ),
    "no_persons": (
        "employers are no persons: counts of them are shown however small",
        "pemberi kerja bukan orang: jumlahnya ditampilkan sekecil apa pun",
    ),
    "idle": (
        "{employers} left out: the register states no workers",
        "{count} pemberi kerja tidak diikutkan: menurut daftar tidak mempunyai pekerja",
    ),
    "beyond": (
        "{employers} registered more than stated: the surplus is not counted",
        "{count} pemberi kerja mendaftarkan lebih banyak dari yang dilaporkan: kelebihannya tidak dihitung",
    ),
    "sheet": (
        "the sheet of one employer is for its dossier, not for the public",
        "lembar satu pemberi kerja hanya untuk berkasnya, bukan untuk umum",
    ),
    "hidden": (
        "figures of fewer than {smallest} workers are hidden, with as many more as that needs",
        "angka untuk kurang dari {smallest} pekerja disembunyikan, beserta angka lain seperlunya",
    ),
    "no_workers_hidden": (
        "no small figure of workers is hidden: this table is not to be published",
        "angka pekerja yang kecil tidak disembunyikan: tabel ini tidak boleh diterbitkan",
    ),
}


class Note(str):
    """A note as an English sentence, with the Indonesian one beside."""

    __slots__ = ("indonesian",)
    indonesian: str

    def told(self, language: str) -> str:
        """Return the sentence in ``id`` or else in English."""
        return self.indonesian if language.startswith("id") else str(self)


def note(code: str, /, **facts: object) -> Note:
    """Return one note in both languages."""
    english, indonesian = (text.format_map(facts) for text in WORDINGS[code])
    told = Note(english)
    told.indonesian = indonesian
    return told
