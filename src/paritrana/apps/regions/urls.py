from django.urls import path

from paritrana.apps.regions import views

app_name = "regions"
urlpatterns = [
    path("wilayah", views.index, name="index"),
    path("wilayah/<str:code>", views.region, name="region"),
]
