from django.urls import path

from paritrana.apps.notices import views

app_name = "notices"
urlpatterns = [
    path("kotak-keluar", views.outbox, name="outbox"),
    path("kotak-keluar/<int:pk>", views.message, name="message"),
    path("kotak-keluar/<int:pk>/ulang", views.retry, name="retry"),
]
