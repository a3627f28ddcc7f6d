from django.urls import path

from paritrana.apps.accounts import views

app_name = "accounts"
urlpatterns = [
    path("akun/saya", views.profile, name="profile"),
    path("akun/semua", views.accounts, name="list"),
    path("akun/semua/<int:pk>", views.account, name="detail"),
    path("akun/semua/<int:pk>/tutup", views.deactivate, name="deactivate"),
    path("akun/semua/<int:pk>/buka", views.reactivate, name="reactivate"),
    path("akun/demo", views.demo_sign_in, name="demo"),
]
