"""The addresses of signing in, under the names allauth calls them by; nothing else of it is reachable."""

from allauth.account import views as allauth
from django.urls import path, re_path

from paritrana.apps.accounts import views

urlpatterns = [
    path("masuk", views.SignIn.as_view(), name="account_login"),
    path("keluar", allauth.logout, name="account_logout"),
    path("ditutup", allauth.account_inactive, name="account_inactive"),
    path("daftar", allauth.signup, name="account_signup"),
    path("sandi", allauth.password_change, name="account_change_password"),
    path("sandi/buat", allauth.password_set, name="account_set_password"),
    path("sandi/lupa", allauth.password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "sandi/baru/selesai",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",  # allauth replaces "UID-KEY" in it
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
