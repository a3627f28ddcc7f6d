"""What a roster tells of a worker, and the headings under which offices write it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAKS = re.compile(r"[^0-9a-z]+")
_NOTES = re.compile(r"\([^)]*\)|\*")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a roster tells: name, Indonesian heading, whether it must be there, other headings."""

    name: str
    heading: str
    needed: bool
    aliases: tuple[str, ...]


FIELDS: tuple[Field, ...] = (
    Field("nik", "NIK", True, (
        "nik", "no nik", "nomor nik", "no ktp", "nomor ktp", "noktp", "no ktp nik", "nik ktp", "nik no ktp",
        "nomor induk kependudukan", "no induk kependudukan", "no identitas", "nomor identitas", "ktp",
        "no ktp elektronik", "nik e ktp",
    )),
    Field("name", "Nama", True, (
        "nama", "nama lengkap", "nama pekerja", "nama peserta", "nama tenaga kerja", "nama sesuai ktp",
        "name", "nama lengkap sesuai ktp", "nama pekerja rentan", "nama calon peserta",
    )),
    Field("birth_date", "Tanggal Lahir", True, (
        "tanggal lahir", "tgl lahir", "tgllahir", "tanggallahir", "tanggal kelahiran", "lahir", "birth date",
        "tempat tanggal lahir", "tempat tgl lahir", "ttl", "tgl bln thn lahir", "date of birth",
    )),
    Field("sex", "Jenis Kelamin", True, (
        "jenis kelamin", "l p", "p l", "lp", "jk", "j k", "kelamin", "jns kelamin", "jenis kelamin l p",
        "sex", "gender", "kel", "jkel",
    )),
    Field("village_code", "Kode Desa", False, (
        "kode desa", "kode kelurahan", "kode desa kelurahan", "kode wilayah", "kode desa kel", "village code",
        "kode kemendagri", "kode kel desa",
    )),
    Field("village", "Desa/Kelurahan", False, (
        "desa kelurahan", "desa", "kelurahan", "kelurahan desa", "desa kel", "kel desa", "nama desa",
        "nama desa kelurahan", "village", "alamat desa", "desa domisili", "kampung", "nagari",
    )),
    Field("district", "Kecamatan", False, (
        "kecamatan", "kec", "nama kecamatan", "distrik", "district",
    )),
    Field("occupation", "Pekerjaan", False, (
        "pekerjaan", "jenis pekerjaan", "profesi", "mata pencaharian", "occupation", "bidang pekerjaan",
    )),
    Field("address", "Alamat", False, (
        "alamat", "alamat lengkap", "alamat rumah", "alamat ktp", "alamat domisili", "address",
    )),
    Field("phone", "No. HP", False, (
        "no hp", "nomor hp", "hp", "no telp", "no telepon", "telepon", "nomor telepon", "no wa", "no hp wa",
        "no handphone", "phone", "nohp", "telp", "no telp hp",
    )),
    Field("status", "Status Kepegawaian", False, (
        "status kepegawaian", "kepegawaian", "status pegawai", "status asn", "status pns", "asn tni polri",
        "civil service",
    )),
    Field("decile", "Desil", False, (
        "desil", "desil kemiskinan", "desil kesejahteraan", "desil dtsen", "desil dtks", "desil p3ke",
        "peringkat kesejahteraan", "decile",
    )),
)  # fmt: skip

BY_NAME = {one.name: one for one in FIELDS}
NEEDED = tuple(one.name for one in FIELDS if one.needed)
_BY_ALIAS = {alias: one.name for one in FIELDS for alias in one.aliases}


def plain(heading: str) -> str:
    """Return a heading as compared: lower-case words; what stands in brackets is a note unless it is all.

    >>> plain("No. KTP / NIK *)")
    'no ktp nik'
    """
    text = heading.replace("\ufeff", "").casefold()
    short = " ".join(_BREAKS.sub(" ", _NOTES.sub(" ", text)).split())
    return short or " ".join(_BREAKS.sub(" ", text).split())


def field_of(heading: str) -> str:
    """Return the field that a heading names, empty for none."""
    return _BY_ALIAS.get(plain(heading), "")
