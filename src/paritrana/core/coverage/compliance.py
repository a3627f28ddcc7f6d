"""What is measured over the register of employers: names, titles and method notes."""

from __future__ import annotations

from paritrana.core.coverage.definitions import Measure, Over

MEASURES = {
    one.name: one
    for one in (
        Measure(
            "complete_registration", Over.NOTHING, False, False,
            ("Employers registered in full", "Pemberi kerja terdaftar lengkap"),
            (
                "Employers with every stated worker registered and every owed programme joined, over those "
                "with workers. Owed: what the register states, and at least what the rule asks for the size.",
                "Pemberi kerja yang mendaftarkan semua pekerjanya dan mengikuti semua program wajib, dibagi "
                "yang mempunyai pekerja. Wajib: yang ditulis, sedikitnya ketentuan skala usaha.",
            ),
        ),
        Measure(
            "workers_registered", Over.PERSONS, False, False,
            ("Workers registered by employers", "Pekerja yang didaftarkan pemberi kerja"),
            (
                "Registered workers over the workers employers state; what an employer registers beyond its "
                "stated workers is not counted. Not distinct persons: who works for two stands in both.",
                "Pekerja terdaftar dibagi pekerja yang dilaporkan; kelebihannya tidak dihitung. "
                "Bukan orang berbeda: yang bekerja pada dua pemberi kerja terhitung di keduanya.",
            ),
        ),
        Measure(
            "no_arrears", Over.NOTHING, False, False,
            ("Employers without arrears", "Pemberi kerja tanpa tunggakan"),
            (
                "Employers with no month in arrears, over employers with workers.",
                "Pemberi kerja tanpa bulan tunggakan, dibagi pemberi kerja yang mempunyai pekerja.",
            ),
        ),
        Measure(
            "csr_employers", Over.NOTHING, False, False,
            ("Employers who pay for vulnerable workers", "Pemberi kerja yang menanggung pekerja rentan"),
            (
                "Employers who pay premiums for vulnerable workers not their own (CSR), over employers "
                "with workers.",
                "Pemberi kerja yang membayar iuran pekerja rentan bukan pekerjanya sendiri (CSR), dibagi "
                "pemberi kerja yang mempunyai pekerja.",
            ),
        ),
        Measure(
            "csr_workers", Over.NOTHING, False, False,
            ("Vulnerable workers paid for by employers", "Pekerja rentan yang ditanggung pemberi kerja"),
            (
                "Vulnerable workers employers state to pay for. As stated, not distinct persons; the "
                "person-months really paid are those of the payer `csr` in the tables of coverage.",
                "Pekerja rentan yang dinyatakan ditanggung pemberi kerja; bukan orang berbeda. "
                "Orang-bulan yang sungguh dibayar ada pada pembayar `csr` dalam tabel cakupan.",
            ),
        ),
    )
}  # fmt: skip
