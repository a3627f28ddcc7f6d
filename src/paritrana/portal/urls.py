"""Addresses of the pages that span rooms."""

from django.urls import path

from paritrana.portal import views
from paritrana.portal.claims import views as claims

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("meja", views.desk, name="desk"),
    path("sekretariat/<slug:slug>", views.cockpit, name="cockpit"),
    path("cek-angka", claims.check, name="claims"),
    path("cek-angka/teks", claims.text, name="claims-text"),
    path("tentang", views.about, name="about"),
    path("bantuan", views.guide, name="help"),
    path("bantuan/penilaian", views.method, name="method"),
    path("bantuan/verifikasi", views.verification, name="verification-help"),
]
