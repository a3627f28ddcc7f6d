"""Addresses of results: the secretariat's, the chair's, the entrant's, and the public ones."""

from django.urls import path

from paritrana.apps.results.views import chair, entrant, juror, method, office, public

app_name = "results"

OFFICE = "sekretariat/<slug:slug>"
PUBLIC = "hasil/<slug:slug>"

urlpatterns = [
    path(f"{OFFICE}/hasil", office.desk, name="desk"),
    path(f"{OFFICE}/hasil/hitung", office.run_start, name="run-start"),
    path(f"{OFFICE}/hasil/banding", office.run_compare, name="run-compare"),
    path(f"{OFFICE}/hasil/umumkan", office.publish, name="publish"),
    path(f"{OFFICE}/hasil/<int:number>", office.run_detail, name="run-detail"),
    path(f"{OFFICE}/umpan-balik", office.feedback_list, name="feedback-list"),
    path(f"{OFFICE}/umpan-balik/<int:pk>", office.feedback_write, name="feedback-write"),
    path("ketua/<slug:slug>", chair.plenary, name="chair"),
    path("ketua/<slug:slug>/putusan/<slug:category>", chair.decide, name="decide"),
    path("ketua/<slug:slug>/laporan", method.report, name="report"),
    path("ketua/<slug:slug>/kategori/<slug:category>", method.category, name="category"),
    path("ketua/<slug:slug>/bagaimana-jika/<slug:category>", method.ask, name="what-if"),
    path("juri/<slug:slug>/cermin", juror.mirror, name="mirror"),
    path("peserta/<int:pk>/umpan-balik", entrant.feedback, name="feedback"),
    path("hasil", public.index, name="index"),
    path(PUBLIC, public.edition, name="edition"),
    path(f"{PUBLIC}/bundel.zip", public.bundle, name="bundle"),
    path(f"{PUBLIC}/verifier.py", public.verifier, name="verifier"),
    path(f"{PUBLIC}/method_two.py", public.method_two, name="method-two"),
    path(f"{PUBLIC}/fair_two.py", public.fair_two, name="fair-two"),
    path(f"{PUBLIC}/penerima/<slug:recipient>", public.recipient, name="recipient"),
]
