"""Every address of the register: villages, workers, rosters, lists compared, probable duplicates."""

from django.urls import path

from paritrana.apps.protection.views import comparisons, drafts, import_rows, imports, register, same, workers

urlpatterns = [
    path("program", register.cockpit, name="cockpit"),
    path("program/perbaiki", register.doubtful, name="doubtful"),
    path("program/desa", register.villages, name="villages"),
    path("program/desa/<str:code>", register.village, name="village"),
    path("program/desa/<str:code>/tambah", workers.create, name="worker-new"),
    path("program/desa/<str:code>/tanda-tangan", register.signatures, name="signatures"),
    path("program/pekerja/<int:pk>", workers.detail, name="worker"),
    path("program/pekerja/<int:pk>/ubah", workers.correct, name="worker-correct"),
    path("program/pekerja/<int:pk>/pindah", workers.move, name="worker-move"),
    path("program/pekerja/<int:pk>/berhenti", workers.stop, name="worker-stop"),
    path("program/pekerja/<int:pk>/aktifkan", workers.reinstate, name="worker-reinstate"),
    path("program/pekerja/<int:pk>/buka", workers.reveal, name="worker-reveal"),
    path("program/impor", imports.index, name="imports"),
    path("program/impor/baru", imports.create, name="import-new"),
    path("program/impor/templat/<str:code>", import_rows.template, name="import-template"),
    path("program/impor/<int:pk>", imports.detail, name="import"),
    path("program/impor/<int:pk>/lembar", imports.sheet, name="import-sheet"),
    path("program/impor/<int:pk>/kolom", imports.columns, name="import-columns"),
    path("program/impor/<int:pk>/perbaiki", import_rows.repair, name="import-repair"),
    path("program/impor/<int:pk>/baris", import_rows.index, name="import-rows"),
    path("program/impor/<int:pk>/baris/<int:line>", import_rows.edit, name="import-row"),
    path("program/impor/<int:pk>/koreksi", import_rows.workbook, name="import-workbook"),
    path("program/impor/<int:pk>/simpan", imports.commit, name="import-commit"),
    path("program/impor/<int:pk>/urungkan", imports.undo, name="import-undo"),
    path("program/impor/<int:pk>/buang", imports.discard, name="import-discard"),
    path("program/banding", comparisons.index, name="compares"),
    path("program/banding/baru", comparisons.create, name="compare-new"),
    path("program/banding/<int:pk>", comparisons.detail, name="compare"),
    path("program/banding/<int:pk>/ambil", comparisons.take, name="compare-take"),
    path("program/ganda", same.index, name="same"),
    path("program/ganda/cari", same.search, name="same-search"),
    path("program/ganda/<int:pk>", same.pair, name="same-pair"),
    path("program/ganda/<int:pk>/buka", same.look, name="same-look"),
    path("program/ganda/<int:pk>/urungkan", same.undo, name="same-undo"),
    path("program/desa/<str:code>/draf", drafts.field, name="worker-draft"),
]
