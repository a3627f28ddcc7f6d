from django.urls import path

from paritrana.api.v1 import figures, snapshots

app_name = "api"
urlpatterns = [
    path("api/v1/snapshots", snapshots.index, name="snapshots"),
    path("api/v1/snapshots/<int:number>", snapshots.detail, name="snapshot"),
    path("api/v1/snapshots/<int:number>/figures", figures.index, name="figures"),
]
