"""What each fault of a delivered file says, in English and Indonesian: sentence, then cure."""

from __future__ import annotations

from paritrana.errors import DataFaults, Fault

type Wording = tuple[str, str, str, str]

_SAVE_UTF8 = "save it again as “CSV UTF-8”", "simpan kembali sebagai “CSV UTF-8”"
_SAVE_XLSX = "save it again as .xlsx", "simpan kembali sebagai .xlsx"
_FIND_FILE = "deliver the file again from its source", "kirim kembali berkas dari sumbernya"
_VALUES = (
    "copy the data as values into a new workbook",
    "salin data sebagai nilai saja ke buku kerja baru",
)

WORDINGS: dict[str, Wording] = {
    "roll.unreadable": (
        "the file cannot be read: {reason}",
        "check its name and permissions",
        "berkas ini tidak dapat dibaca: {reason}",
        "periksa nama dan hak aksesnya",
    ),
    "roll.unwritable": (
        "the table that was read cannot be written: {reason}",
        "make room on the disk, or choose another folder",
        "tabel hasil pembacaan tidak dapat ditulis: {reason}",
        "kosongkan ruang pada diska, atau pilih folder lain",
    ),
    "roll.changed": (
        "the file changed while it was read",
        "wait until it is written in full, then read it again",
        "berkas ini berubah selama dibaca",
        "tunggu sampai berkas selesai ditulis, lalu baca kembali",
    ),
    "roll.suffix": (
        "a file named {suffix} is no roll",
        "deliver .csv, .parquet, .xlsx, .xlsm or .ods",
        "berkas berakhiran {suffix} bukan daftar yang dapat diterima",
        "kirim .csv, .parquet, .xlsx, .xlsm, atau .ods",
    ),
    "roll.format": (
        "the name says {suffix}, but the content is {found}",
        "give the file the ending of what it is, or " + _FIND_FILE[0],
        "nama berkas menyebut {suffix}, tetapi isinya {found}",
        "beri akhiran sesuai isinya, atau " + _FIND_FILE[1],
    ),
    "roll.old_workbook": (
        "the binary form {suffix} is not taken here",
        _SAVE_XLSX[0],
        "bentuk biner {suffix} tidak diterima di sini",
        _SAVE_XLSX[1],
    ),
    "roll.empty": (
        "the file is empty",
        _FIND_FILE[0],
        "berkas ini kosong",
        _FIND_FILE[1],
    ),
    "roll.no_rows": (
        "the file has a header and no row",
        "deliver no file where there is nothing to report",
        "berkas ini hanya memuat judul kolom tanpa baris",
        "jangan kirim berkas bila tidak ada yang dilaporkan",
    ),
    "roll.too_large": (
        "the file has {size} bytes, more than {limit}",
        "divide it",
        "berkas ini {size} bita, lebih dari {limit}",
        "bagilah berkas ini",
    ),
    "roll.too_many_rows": (
        "the file has more than {limit} rows",
        "divide it",
        "berkas ini memuat lebih dari {limit} baris",
        "bagilah berkas ini",
    ),
    "roll.utf16": (
        "the text is UTF-16 (“Unicode text”)",
        _SAVE_UTF8[0],
        "teksnya UTF-16 (“Teks Unicode”)",
        _SAVE_UTF8[1],
    ),
    "roll.encoding": (
        "the text is not UTF-8, first in line {row}; in all {count} lines",
        _SAVE_UTF8[0],
        "teksnya bukan UTF-8, pertama pada baris {row}; seluruhnya {count} baris",
        _SAVE_UTF8[1],
    ),
    "roll.mixed_encoding": (
        "the text is UTF-8 in line {sound} and something else in line {row}; in all {count} such lines",
        "export it in one piece from one source, as “CSV UTF-8”",
        "teksnya UTF-8 pada baris {sound} dan bukan pada baris {row}; seluruhnya {count} baris demikian",
        "ekspor sekaligus dari satu sumber, sebagai “CSV UTF-8”",
    ),
    "roll.nul": (
        "line {row} holds a NUL byte: the file is damaged or no text",
        _FIND_FILE[0],
        "baris {row} memuat bita NUL: berkas rusak atau bukan teks",
        _FIND_FILE[1],
    ),
    "roll.line_ends": (
        "line {row} holds a carriage return without a line feed",
        _SAVE_UTF8[0],
        "baris {row} memuat tanda kembali (CR) tanpa ganti baris (LF)",
        _SAVE_UTF8[1],
    ),
    "roll.long_line": (
        "line {row} is longer than {limit} bytes",
        "check that this is the right file",
        "baris {row} lebih dari {limit} bita",
        "periksa apakah ini berkas yang benar",
    ),
    "roll.unclosed_quote": (
        "a quotation mark opened in line {row} is not closed within {limit} lines",
        "close it, or write a mark inside a text twice",
        "tanda petik yang dibuka pada baris {row} tidak ditutup dalam {limit} baris",
        "tutuplah, atau tulis tanda petik di dalam teks dua kali",
    ),
    "roll.missing_columns": (
        "the header lacks: {columns}",
        "the columns are: {header}",
        "judul kolom tidak memuat: {columns}",
        "kolomnya adalah: {header}",
    ),
    "roll.unknown_columns": (
        "the header has unknown columns: {columns}",
        "take them out or mend their names; the columns are: {header}",
        "judul memuat kolom yang tidak dikenal: {columns}",
        "hapus atau perbaiki namanya; kolomnya adalah: {header}",
    ),
    "roll.doubled_columns": (
        "the header has these columns more than once: {columns}",
        "keep each once",
        "judul memuat kolom berikut lebih dari sekali: {columns}",
        "sisakan masing-masing satu",
    ),
    "roll.header_not_first": (
        "the header stands in row {row}, not in the first",
        "remove what stands above it",
        "judul kolom berada pada baris {row}, bukan baris pertama",
        "hapus isi di atasnya",
    ),
    "roll.two_headers": (
        "row {row} is a second header",
        "keep one row of column names",
        "baris {row} adalah judul kolom kedua",
        "sisakan satu baris nama kolom",
    ),
    "roll.parquet_broken": (
        "the Parquet file is broken or cut off: {reason}",
        _FIND_FILE[0],
        "berkas Parquet ini rusak atau terpotong: {reason}",
        _FIND_FILE[1],
    ),
    "roll.column_type": (
        "the column {column} has the type {type}",
        "write it as text",
        "kolom {column} bertipe {type}",
        "tulislah sebagai teks",
    ),
    "roll.encrypted": (
        "the workbook is protected by a password",
        "save it without a password",
        "buku kerja ini dilindungi kata sandi",
        "simpan tanpa kata sandi",
    ),
    "roll.workbook_broken": (
        "the workbook is broken: {reason}",
        "open it in a spreadsheet program and " + _SAVE_XLSX[0],
        "buku kerja ini rusak: {reason}",
        "buka dengan program lembar kerja dan " + _SAVE_XLSX[1],
    ),
    "roll.zip_bomb": (
        "the workbook unpacks to {unpacked} bytes from {packed}, more than is plausible",
        _VALUES[0],
        "buku kerja ini mengembang menjadi {unpacked} bita dari {packed}, melebihi kewajaran",
        _VALUES[1],
    ),
    "roll.zip_parts": (
        "the workbook has {count} parts, more than {limit}",
        _VALUES[0],
        "buku kerja ini memuat {count} bagian, lebih dari {limit}",
        _VALUES[1],
    ),
    "roll.macros": (
        "the workbook holds macros: {part}",
        _SAVE_XLSX[0] + ", which keeps none",
        "buku kerja ini memuat makro: {part}",
        _SAVE_XLSX[1] + ", yang tidak menyimpan makro",
    ),
    "roll.external_links": (
        "the workbook links to other files: {part}",
        _VALUES[0],
        "buku kerja ini terhubung ke berkas lain: {part}",
        _VALUES[1],
    ),
    "roll.embedded": (
        "the workbook has other files embedded: {part}",
        _VALUES[0],
        "buku kerja ini memuat berkas lain di dalamnya: {part}",
        _VALUES[1],
    ),
    "roll.dtd": (
        "the part {part} declares a document type or entities",
        _VALUES[0],
        "bagian {part} menyatakan jenis dokumen atau entitas",
        _VALUES[1],
    ),
    "roll.sparse": (
        "the sheet {sheet} reaches to row {last_row} and column {last_column}, more than allowed ({limit})",
        "delete the rows and columns beyond the data, or " + _VALUES[0],
        "lembar {sheet} membentang sampai baris {last_row} dan kolom {last_column}, melebihi batas ({limit})",
        "hapus baris dan kolom di luar data, atau " + _VALUES[1],
    ),
    "roll.merged": (
        "the sheet {sheet} has merged cells: {cells}",
        "unmerge them and fill every cell",
        "lembar {sheet} memuat sel yang digabung: {cells}",
        "pisahkan sel dan isi setiap sel",
    ),
    "roll.formula": (
        "the sheet {sheet} has formulas: {cells}",
        _VALUES[0],
        "lembar {sheet} memuat rumus: {cells}",
        _VALUES[1],
    ),
    "roll.error_cells": (
        "the sheet {sheet} has cells that show an error: {cells}",
        "mend or empty them",
        "lembar {sheet} memuat sel yang menampilkan galat: {cells}",
        "perbaiki atau kosongkan",
    ),
    "roll.several_sheets": (
        "several sheets hold data: {sheets}",
        "keep one sheet, or say which to read",
        "beberapa lembar memuat data: {sheets}",
        "sisakan satu lembar, atau sebutkan yang dibaca",
    ),
    "roll.no_sheet": (
        "there is no sheet {sheet}; there are: {sheets}",
        "name one of these",
        "tidak ada lembar {sheet}; yang ada: {sheets}",
        "sebutkan salah satunya",
    ),
    "roll.reader_memory": (
        "reading the file takes more than {limit} bytes of memory",
        "divide it, or deliver it as CSV",
        "pembacaan berkas ini memerlukan lebih dari {limit} bita memori",
        "bagilah, atau kirim sebagai CSV",
    ),
    "roll.reader_time": (
        "reading the file takes longer than {limit} seconds",
        "divide it, or deliver it as CSV",
        "pembacaan berkas ini memerlukan lebih dari {limit} detik",
        "bagilah, atau kirim sebagai CSV",
    ),
    "roll.reader_died": (
        "the reader broke down over the file ({reason})",
        "the file is damaged or hostile: deliver it as CSV",
        "pembaca berhenti karena berkas ini ({reason})",
        "berkas rusak atau berbahaya: kirim sebagai CSV",
    ),
}

MARKED: dict[str, Wording] = {
    "row.numeric_identifier": (
        "the identity number is a number, not text: its last digits may be lost",
        "format the column as text and enter the numbers again from their source",
        "NIK tersimpan sebagai angka, bukan teks: digit terakhirnya mungkin hilang",
        "ubah format kolom menjadi teks dan isi kembali NIK dari sumbernya",
    ),
    "row.too_few_cells": (
        "the row has too few cells",
        "complete it, or put a text with a separator between quotation marks",
        "baris ini kekurangan sel",
        "lengkapi, atau apit teks yang memuat pemisah dengan tanda petik",
    ),
    "row.too_many_cells": (
        "the row has too many cells",
        "put a text with a separator between quotation marks",
        "baris ini kelebihan sel",
        "apit teks yang memuat pemisah dengan tanda petik",
    ),
    "row.serial_date": (
        "the date is a bare number",
        "format the column as date, or write YYYY-MM-DD",
        "tanggal ini hanya berupa angka",
        "ubah format kolom menjadi tanggal, atau tulis TTTT-BB-HH",
    ),
    "row.stray_quote": (
        "a quotation mark stands inside a text",
        "write it twice and put the text between quotation marks",
        "ada tanda petik di dalam teks",
        "tulis dua kali dan apit teks dengan tanda petik",
    ),
}


def fault(code: str, /, *, line: int = 0, **facts: object) -> Fault:
    """Return one fault of the file in both languages; `line` 0 is the file as a whole."""
    english, cure, indonesian, obat = (text.format_map(facts) for text in WORDINGS[code])
    return Fault(line, code, english, cure, indonesian=(indonesian, obat))


def refuse(code: str, /, *, line: int = 0, **facts: object) -> DataFaults:
    """Return the refusal of a file for one reason, to be raised."""
    return DataFaults([fault(code, line=line, **facts)])
