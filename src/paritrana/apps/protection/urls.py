from django.urls import path

from paritrana.apps.protection.views import agreements, funds, register, workers

app_name = "protection"
urlpatterns = [
    path("program", register.cockpit, name="cockpit"),
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
    path("program/dana", funds.index, name="funds"),
    path("program/dana/baru", funds.create, name="fund-new"),
    path("program/dana/<int:pk>", funds.detail, name="fund"),
    path("program/dana/<int:pk>/pembayaran", funds.payments, name="payments"),
    path("program/dana/<int:pk>/plafon", funds.ceiling, name="fund-ceiling"),
    path("program/dana/<int:pk>/komitmen", funds.commit, name="commit"),
    path("program/dana/<int:pk>/komitmen/<int:commitment>/bayar", funds.pay, name="pay"),
    path("program/dana/<int:pk>/komitmen/<int:commitment>/batal", funds.release, name="release"),
    path("program/dana/<int:pk>/bayar/<int:payment>/batal", funds.payment_back, name="payment-back"),
    path("program/perjanjian", agreements.index, name="agreements"),
    path("program/perjanjian/baru", agreements.create, name="agreement-new"),
    path("program/perjanjian/<int:pk>", agreements.detail, name="agreement"),
    path("program/perjanjian/<int:pk>/naskah", agreements.scan, name="scan"),
    path("program/perjanjian/<int:pk>/naskah/baru", agreements.attach, name="scan-new"),
]
