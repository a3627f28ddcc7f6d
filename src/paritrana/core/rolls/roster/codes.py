"""Every fault and doubt a row of a roster can have: stable codes, texts with the cure in two languages.

The place of a code in `CODES` is its bit in the mask of a row, so the list only grows at the end.
"""

# ruff: noqa: E501  # sentences in two languages
from __future__ import annotations

from paritrana.core.rolls.codes import RowCode


def _hard(code: str, column: str, en: str, cure: str, indonesian: str, obat: str) -> RowCode:
    return RowCode(code, column, True, (en, cure), (indonesian, obat))


def _soft(code: str, column: str, en: str, cure: str, indonesian: str, obat: str) -> RowCode:
    return RowCode(code, column, False, (en, cure), (indonesian, obat))


CODES: tuple[RowCode, ...] = (
    _hard(
        "row.cells", "", "the line has more or fewer cells than the headings",
        "look for a stray delimiter or quotation mark",
        "jumlah sel pada baris ini tidak sesuai dengan judul kolom", "periksa pemisah atau tanda petik yang berlebih",
    ),
    _hard(
        "row.remark", "", "the row tells no NIK, birth date or sex: a total, a signature or a remark",
        "delete the row, or complete it when it is a worker",
        "baris ini tidak memuat NIK, tanggal lahir, atau jenis kelamin: jumlah, tanda tangan, atau catatan",
        "hapus baris ini, atau lengkapi bila memang pekerja",
    ),
    _hard(
        "row.merged", "", "a needed cell is merged with others, and only the first of them holds the value",
        "unmerge the cells and fill each of them",
        "sel yang diperlukan digabung dengan sel lain, dan hanya sel pertama yang berisi",
        "pisahkan selnya dan isi masing-masing",
    ),
    _hard(
        "nik.missing", "nik", "there is no NIK", "copy it from the identity card",
        "NIK kosong", "salin dari KTP",
    ),
    _hard(
        "nik.damaged", "nik", "the NIK was kept as a number by a spreadsheet, so its last digits are lost",
        "format the column as text and enter the NIK again from the identity card; it cannot be repaired",
        "NIK tersimpan sebagai angka oleh lembar kerja sehingga digit akhirnya hilang",
        "ubah format kolom menjadi teks dan isi kembali NIK dari KTP; tidak dapat diperbaiki di sini",
    ),
    _hard(
        "nik.separators", "nik", "the NIK has 16 digits, but signs between or before them",
        "take the signs out, or let the repair do it",
        "NIK berisi 16 angka, tetapi dengan tanda lain di antaranya", "hapus tandanya, atau pakai perbaikan",
    ),
    _hard(
        "nik.shape", "nik", "the NIK has not 16 digits", "copy it anew from the identity card",
        "NIK tidak terdiri atas 16 angka", "salin ulang dari KTP",
    ),
    _hard(
        "nik.duplicate", "nik", "the same NIK stands in several rows: {rows}", "keep the one that is right",
        "NIK yang sama ada pada beberapa baris: {rows}", "sisakan satu yang benar",
    ),
    _hard(
        "name.missing", "name", "there is no name", "copy it from the identity card",
        "nama kosong", "salin dari KTP",
    ),
    _soft(
        "name.shape", "name", "the name has no letter, or a long number in it",
        "look whether a cell slipped into the wrong column",
        "nama tidak memuat huruf, atau memuat angka panjang", "periksa apakah isinya tergeser dari kolom lain",
    ),
    _hard(
        "birth_date.missing", "birth_date", "there is no birth date", "copy it from the identity card",
        "tanggal lahir kosong", "salin dari KTP",
    ),
    _hard(
        "birth_date.shape", "birth_date", "the birth date is no day of the calendar with a year of four digits",
        "write it as 31-01-1990",
        "tanggal lahir bukan tanggal kalender dengan tahun empat angka", "tulis seperti 31-01-1990",
    ),
    _hard(
        "birth_date.order", "birth_date", "the birth date is none as day-month-year, but one as month-day-year",
        "write the day first, or let the repair turn day and month round",
        "tanggal lahir bukan hari-bulan-tahun, melainkan bulan-hari-tahun",
        "tulis hari lebih dahulu, atau pakai perbaikan urutan tanggal",
    ),
    _hard(
        "birth_date.future", "birth_date",
        "the birth date lies after the day of registration or more than 120 years before it",
        "look it up on the identity card",
        "tanggal lahir sesudah hari pendaftaran atau lebih dari 120 tahun sebelumnya", "cocokkan dengan KTP",
    ),
    _hard(
        "age.under", "birth_date", "the person is younger than {youngest} on the day of registration",
        "register the person from that birthday on",
        "usia kurang dari {youngest} tahun pada hari pendaftaran", "daftarkan sejak ulang tahun itu",
    ),
    _hard(
        "age.over", "birth_date", "the person is over the highest age ({oldest}) on the day of registration",
        "take the person off the roster; who registered in time may go on",
        "usia melewati batas tertinggi ({oldest} tahun) pada hari pendaftaran",
        "keluarkan dari daftar; yang terdaftar tepat waktu boleh melanjutkan",
    ),
    _hard(
        "sex.missing", "sex", "the sex is not told", "write L or P",
        "jenis kelamin kosong", "tulis L atau P",
    ),
    _hard(
        "sex.word", "sex", "the sex is told by another word than L, P, Laki-laki, Perempuan",
        "write L or P, or let the repair do it",
        "jenis kelamin ditulis dengan kata lain dari L, P, Laki-laki, Perempuan",
        "tulis L atau P, atau pakai perbaikan",
    ),
    _hard(
        "sex.unknown", "sex", "the sex cannot be read", "write L or P",
        "jenis kelamin tidak terbaca", "tulis L atau P",
    ),
    _hard(
        "village.missing", "village", "the village is not told", "write its code or its name",
        "desa/kelurahan kosong", "tulis kode atau namanya",
    ),
    _hard(
        "village.unknown", "village", "there is no such village", "look its code up at /wilayah",
        "desa/kelurahan tidak dikenal", "cari kodenya di /wilayah",
    ),
    _hard(
        "village.expired", "village", "the village code does not stand on the day of registration{successor}",
        "use the code that stands on that day",
        "kode desa/kelurahan tidak berlaku pada hari pendaftaran{successor}",
        "pakai kode yang berlaku pada hari itu",
    ),
    _hard(
        "village.ambiguous", "village", "several villages have this name: {candidates}",
        "write the code, or add a column Kecamatan",
        "beberapa desa/kelurahan bernama sama: {candidates}", "tulis kodenya, atau tambahkan kolom Kecamatan",
    ),
    _hard(
        "village.outside", "village", "the village lies outside {villages}",
        "take the row off, or send it to the office of that region",
        "desa/kelurahan berada di luar {villages}", "keluarkan baris ini, atau kirim ke kantor wilayahnya",
    ),
    _soft(
        "village.name_differs", "village", "the village code and the village name do not belong together",
        "the code counts; look which one is right",
        "kode dan nama desa/kelurahan tidak cocok", "kodenya yang dipakai; periksa mana yang benar",
    ),
    _soft(
        "nik.birth_date", "nik", "the NIK tells another birth date",
        "compare both with the identity card",
        "tanggal lahir pada NIK berbeda", "cocokkan keduanya dengan KTP",
    ),
    _soft(
        "nik.sex", "nik", "the NIK tells the other sex", "compare both with the identity card",
        "jenis kelamin pada NIK berbeda", "cocokkan keduanya dengan KTP",
    ),
    _soft(
        "nik.region", "nik", "the NIK was first registered in another regency or city",
        "nothing to do when the person has moved here",
        "NIK pertama kali diterbitkan di kabupaten/kota lain", "tidak perlu diubah bila orangnya sudah pindah ke sini",
    ),
    _soft(
        "birth_date.serial", "birth_date", "the birth date is the bare number of a day, read as a spreadsheet counts",
        "compare it with the identity card, then let the repair write it as a date",
        "tanggal lahir berupa nomor hari, dibaca menurut hitungan lembar kerja",
        "cocokkan dengan KTP, lalu pakai perbaikan untuk menuliskannya sebagai tanggal",
    ),
    _hard(
        "member.elsewhere", "nik", "the person is already protected by another scheme or office",
        "take the row off; who covers the person is not shown",
        "orang ini sudah terlindungi lewat program atau kantor lain",
        "keluarkan baris ini; penanggungnya tidak ditampilkan",
    ),
    _soft(
        "register.known", "nik", "the person already stands in this register", "the row changes what stands there",
        "orang ini sudah ada dalam daftar induk", "baris ini mengubah data yang ada",
    ),
    _hard(
        "person.deceased", "nik", "the person is recorded as deceased",
        "take the row off; when that is wrong, mend the civil registry first",
        "orang ini tercatat meninggal dunia", "keluarkan baris ini; bila keliru, perbaiki dahulu data kependudukan",
    ),
    _hard(
        "person.civil_servant", "status", "the person is a civil servant, whom this fund excludes",
        "take the row off, or choose another fund",
        "orang ini ASN, yang tidak dapat dibiayai dana ini", "keluarkan baris ini, atau pilih dana lain",
    ),
    _hard(
        "person.military", "status", "the person serves in the military or police, whom this fund excludes",
        "take the row off, or choose another fund",
        "orang ini anggota TNI/Polri, yang tidak dapat dibiayai dana ini", "keluarkan baris ini, atau pilih dana lain",
    ),
    _hard(
        "decile.outside", "decile", "the person is not in the poverty deciles that this fund requires",
        "take the row off, or choose another fund",
        "orang ini tidak termasuk desil kemiskinan yang disyaratkan dana ini",
        "keluarkan baris ini, atau pilih dana lain",
    ),
    _hard(
        "text.formula", "", "a cell begins with = or @, which a spreadsheet would carry out",
        "write the text without that sign",
        "ada sel yang diawali = atau @, yang akan dijalankan oleh lembar kerja", "tulis teksnya tanpa tanda itu",
    ),
    _hard(
        "decile.missing", "decile", "this fund requires a poverty decile, and none is told of the person",
        "look it up in the poverty data and write it, or choose another fund",
        "dana ini mensyaratkan desil kemiskinan, tetapi desil orang ini belum diisi",
        "cari pada data kemiskinan lalu isi, atau pilih dana lain",
    ),
    _soft(
        "decile.unread", "decile", "the poverty decile is no whole number from 1 to 10, so it is not used",
        "write it as 4",
        "desil kemiskinan bukan bilangan bulat 1 sampai 10 sehingga tidak dipakai", "tulis seperti 4",
    ),
)  # fmt: skip

BITS = {one.code: place for place, one in enumerate(CODES)}
MOST_CODES = 62
