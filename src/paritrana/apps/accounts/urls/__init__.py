from django.urls import path

from paritrana.apps.accounts import views

app_name = "accounts"
urlpatterns = [
    path("akun/saya", views.profile, name="profile"),
    path("akun/demo", views.demo_sign_in, name="demo"),
]
