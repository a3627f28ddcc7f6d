"""Every address of workers' own requests, of exports of people and of rights over one's data."""

from django.urls import path

from paritrana.apps.protection.views import applying, data_rights, exports, requests, subjects

urlpatterns = [
    path("daftar", applying.start, name="apply"),
    path("daftar/tanda-terima", applying.receipt, name="apply-receipt"),
    path("daftar/<str:code>", applying.village, name="apply-village"),
    path("program/ekspor", exports.index, name="exports"),
    path("program/ekspor/baru", exports.ask, name="export-new"),
    path("program/ekspor/<int:pk>", exports.detail, name="export"),
    path("program/ekspor/<int:pk>/setuju", exports.approve, name="export-approve"),
    path("program/ekspor/<int:pk>/tolak", exports.refuse, name="export-refuse"),
    path("program/ekspor/<int:pk>/ambil", exports.fetch, name="export-fetch"),
    path("program/hak", subjects.index, name="subjects"),
    path("program/hak/baru", subjects.receive, name="subject-new"),
    path("program/hak/<int:pk>", subjects.detail, name="subject"),
    path("program/hak/<int:pk>/cetak", subjects.hand_over, name="subject-print"),
    path("program/hak/<int:pk>/jawab", subjects.answer, name="subject-answer"),
    path("program/hak/<int:pk>/hapus", subjects.erase, name="subject-erase"),
    path("program/pekerja/<int:pk>/hak", subjects.receive_for, name="worker-subject"),
    path("hak-data", data_rights.page, name="data-rights"),
    path("program/permohonan", requests.index, name="requests"),
    path("program/permohonan/<int:pk>", requests.detail, name="request"),
    path("program/permohonan/<int:pk>/lihat", requests.look, name="request-look"),
    path("program/permohonan/<int:pk>/terima", requests.accept, name="request-accept"),
    path("program/permohonan/<int:pk>/tolak", requests.refuse, name="request-refuse"),
]
