"""What each fault of a planning question says, in English and Indonesian: sentence, then cure."""

from paritrana.core.units.telling import Wording, told_fault
from paritrana.errors import Fault

WORDINGS: dict[str, Wording] = {
    "jurors.none": (
        "no juror is named",
        "give one row for each juror",
        "belum ada juri",
        "isi satu baris untuk setiap juri",
    ),
    "entrants.none": (
        "no entrant is named",
        "give one row for each entrant",
        "belum ada peserta",
        "isi satu baris untuk setiap peserta",
    ),
    "juror.load": (
        "the load {value} is not a whole number of entrants",
        "write digits, as in 12, or leave it empty",
        "beban {value} bukan jumlah peserta yang bulat",
        "tulis angka, misalnya 12, atau kosongkan",
    ),
    "juror.category": (
        "juror {juror} is given category {value}, in which nobody stands",
        "use one of: {known}; several are separated by semicolons",
        "juri {juror} diberi kategori {value}, yang tidak memuat peserta",
        "pakai salah satu: {known}; beberapa kategori dipisahkan titik koma",
    ),
    "entrant.two_categories": (
        "{entrant} stands in {category} and in {other}",
        "an entrant stands in one category; give the other another id",
        "{entrant} tercatat di {category} dan di {other}",
        "satu peserta hanya di satu kategori; beri id lain untuk yang satunya",
    ),
    "juror.unknown": (
        "{juror} is not among the jurors",
        "add a row for this juror, or mend the name",
        "{juror} tidak ada dalam daftar juri",
        "tambahkan baris untuk juri ini, atau perbaiki namanya",
    ),
    "entrant.unknown": (
        "{entrant} is not among the entrants",
        "add a row for this entrant, or mend the name",
        "{entrant} tidak ada dalam daftar peserta",
        "tambahkan baris untuk peserta ini, atau perbaiki namanya",
    ),
    "keep.category": (
        "{entrant} stands in {category}, not in {value}",
        "mend the category",
        "{entrant} tercatat di {category}, bukan di {value}",
        "perbaiki kategorinya",
    ),
    "keep.role": (
        "the role {value} is neither panel nor anchor",
        "write panel or anchor",
        "peran {value} bukan panel atau anchor",
        "tulis panel atau anchor",
    ),
    "keep.tied": (
        "{juror} is kept for {entrant}, but a tie of interest stands between them",
        "remove this row, or the tie if it was entered by mistake",
        "{juror} dipertahankan untuk {entrant}, padahal ada benturan kepentingan",
        "hapus baris ini, atau benturannya bila keliru dicatat",
    ),
    "keep.not_allowed": (
        "{juror} is kept for {entrant}, but may not judge category {category}",
        "remove this row, or allow the category",
        "{juror} dipertahankan untuk {entrant}, padahal tidak menilai kategori {category}",
        "hapus baris ini, atau izinkan kategorinya",
    ),
    "keep.load": (
        "{juror} is kept for {given} entrants and may take {load}",
        "raise the load, or remove rows",
        "{juror} dipertahankan untuk {given} peserta, padahal bebannya paling banyak {load}",
        "naikkan bebannya, atau hapus sebagian baris",
    ),
    "panel.too_few": (
        "the panel has {panel} jurors, and only {given} can judge {entrant}; tied: {tied}",
        "add a juror without a tie for {category}, or choose a smaller panel",
        "{entrant} hanya dapat dinilai {given} juri, padahal panel memerlukan {panel}; terikat: {tied}",
        "tambahkan juri tanpa benturan untuk {category}, atau pilih panel yang lebih kecil",
    ),
    "load.sum": (
        "the jurors can take {given} marks together, and the plan needs {needed} for {entrants} entrants",
        "raise loads, add jurors, or choose a smaller panel or fewer anchors",
        "semua juri hanya mampu {given} penilaian, padahal {entrants} peserta memerlukan {needed}",
        "naikkan beban, tambah juri, atau pilih panel yang lebih kecil, atau kurangi peserta penaut",
    ),
    "load.some": (
        "{entrants} need {needed} marks together, and those who may judge them can take {given}",
        "raise the loads of these jurors, or add jurors without ties for these entrants",
        "{entrants} memerlukan {needed} penilaian, padahal juri yang boleh menilai hanya mampu {given}",
        "naikkan beban juri itu, atau tambah juri tanpa benturan untuk peserta itu",
    ),
    "load.anchors": (
        "{juror} may take {load} entrants and would have to mark {given} anchors",
        "raise the load, choose fewer anchors, or name the categories this juror judges",
        "{juror} paling banyak menilai {load} peserta, padahal harus menilai {given} peserta penaut",
        "naikkan bebannya, kurangi peserta penaut, atau sebutkan kategori yang dinilai juri ini",
    ),
    "connect.apart": (
        "category {category} can never be connected: nobody may judge both {one} and {other}",
        "add a juror who may judge both sides, or let a juror judge the whole category",
        "kategori {category} tidak mungkin terhubung: tidak ada yang boleh menilai {one} dan juga {other}",
        "tambahkan juri yang boleh menilai keduanya, atau izinkan seorang juri menilai seluruh kategori",
    ),
    "connect.loads": (
        "category {category} cannot be connected: its loads link at most {given} of {entrants} entrants",
        "raise the loads, so that jurors can mark two entrants or more",
        "kategori {category} tidak dapat terhubung: beban hanya menautkan {given} dari {entrants} peserta",
        "naikkan bebannya, agar juri dapat menilai dua peserta atau lebih",
    ),
    "connect.category": (
        "category {category} cannot be connected with these ties, loads and kept seats",
        "raise a load, add a juror for this category, or let go of a kept seat",
        "kategori {category} tidak dapat terhubung dengan benturan, beban, dan kursi tetap ini",
        "naikkan beban, tambah juri untuk kategori ini, atau lepaskan satu kursi tetap",
    ),
    "connect.together": (
        "the categories cannot all be connected at once with these loads",
        "raise loads, or add jurors who judge more than one category",
        "semua kategori tidak dapat terhubung sekaligus dengan beban ini",
        "naikkan beban, atau tambah juri yang menilai lebih dari satu kategori",
    ),
    "search.limit": (
        "no plan was found within the effort allowed, and none was ruled out",
        "raise loads or add jurors, which makes plans easier to find",
        "belum ditemukan rancangan dalam upaya yang diizinkan, tetapi belum tentu mustahil",
        "naikkan beban atau tambah juri, agar rancangan lebih mudah ditemukan",
    ),
}


def fault(code: str, line: int = 0, *, file: str = "", **facts: object) -> Fault:
    """Return the fault of a code with its facts put into both languages."""
    return told_fault(WORDINGS, code, line, file=file, **facts)
