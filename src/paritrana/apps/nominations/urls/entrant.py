"""Pages of the proposer and of the entrant."""

from django.urls import path

from paritrana.apps.nominations.views import dossiers, evidence, proposals, sections, submissions

urlpatterns = [
    path("usulan", proposals.editions, name="proposal-editions"),
    path("usulan/<slug:slug>", proposals.listing, name="proposals"),
    path("usulan/<slug:slug>/kategori/<slug:category>", proposals.new, name="proposal-new"),
    path("usulan/<slug:slug>/<int:pk>/tarik", proposals.withdraw, name="proposal-withdraw"),
    path("usulan/<slug:slug>/<int:pk>/undang", proposals.invite, name="proposal-invite"),
    path("peserta", dossiers.listing, name="entrant"),
    path("peserta/<int:pk>", dossiers.detail, name="dossier"),
    path("peserta/<int:pk>/diminta", dossiers.asked, name="dossier-asked"),
    path("peserta/<int:pk>/terima", dossiers.accept, name="dossier-accept"),
    path("peserta/<int:pk>/tolak", dossiers.decline, name="dossier-decline"),
    path("peserta/<int:pk>/tarik", dossiers.withdraw, name="dossier-withdraw"),
    path("peserta/<int:pk>/isi/<str:section>", sections.detail, name="dossier-section"),
    path("peserta/<int:pk>/isi/<str:section>/bagi", sections.assign, name="dossier-assign"),
    path("peserta/<int:pk>/isi/<str:section>/selesai", sections.mark, name="dossier-mark"),
    path("peserta/<int:pk>/klaim/<int:claim>/hapus", sections.remove_claim, name="claim-remove"),
    path("peserta/<int:pk>/bukti/<int:evidence>", evidence.file, name="evidence-file"),
    path("peserta/<int:pk>/bukti/<int:evidence>/hapus", evidence.remove, name="evidence-remove"),
    path("peserta/<int:pk>/periksa", submissions.check, name="dossier-check"),
    path("peserta/<int:pk>/pernyataan", submissions.state, name="dossier-statement"),
    path("peserta/<int:pk>/kirim", submissions.submit, name="dossier-submit"),
    path("peserta/<int:pk>/tanda-terima/<path:number>", submissions.receipt, name="receipt"),
    path("peserta/<int:pk>/manifes/<path:number>.json", submissions.manifest, name="receipt-manifest"),
]
