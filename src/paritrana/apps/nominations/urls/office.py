"""Pages of the office: screening, verification, forwarding; and the entrant's view of verified figures."""

from django.urls import path

from paritrana.apps.nominations.views import forwarding, screening, verification

urlpatterns = [
    path("sekretariat/<slug:slug>/saring", screening.listing, name="screening"),
    path("sekretariat/<slug:slug>/saring/<int:pk>", screening.desk, name="screening-desk"),
    path("sekretariat/<slug:slug>/penerusan", forwarding.page, name="forwarding"),
    path("sekretariat/<slug:slug>/penerusan/<int:pk>/terima", forwarding.take_in, name="forwarding-take-in"),
    path(
        "sekretariat/<slug:slug>/penerusan/<int:pk>/kembalikan",
        forwarding.send_back,
        name="forwarding-send-back",
    ),
    path("verifikasi/<slug:slug>", verification.listing, name="verification"),
    path("verifikasi/<slug:slug>/<int:pk>", verification.desk, name="verification-desk"),
    path("verifikasi/<slug:slug>/<int:pk>/<str:criterion>", verification.figure, name="verification-figure"),
    path(
        "verifikasi/<slug:slug>/<int:pk>/keberatan/<int:objection>",
        verification.answer,
        name="objection-answer",
    ),
    path("peserta/<int:pk>/angka", verification.figures, name="figures"),
    path("peserta/<int:pk>/angka/<int:figure>/keberatan", verification.object_to, name="objection"),
]
