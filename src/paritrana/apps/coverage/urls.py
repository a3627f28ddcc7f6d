from django.urls import path

from paritrana.apps.coverage.views import deliveries, explorer, reading, region, runs

app_name = "coverage"
urlpatterns = [
    path("cakupan", explorer.index, name="explorer"),
    path("cakupan/metode", reading.method, name="method"),
    path("cakupan/koreksi", reading.corrections, name="corrections"),
    path("cakupan/tercetak", reading.printed, name="printed"),
    path("cakupan/s", reading.snapshots, name="snapshots"),
    path("cakupan/s/<int:number>", reading.snapshot, name="snapshot"),
    path("cakupan/s/<int:number>/angka.csv", reading.figures_csv, name="snapshot-figures"),
    path("cakupan/s/<int:number>/penyebut.csv", reading.denominators_csv, name="snapshot-denominators"),
    path("cakupan/<str:code>", region.region, name="region"),
    path("program/kiriman", deliveries.index, name="deliveries"),
    path("program/kiriman/baru", deliveries.create, name="delivery-new"),
    path("program/kiriman/contoh/<str:schema>.csv", deliveries.sample, name="delivery-sample"),
    path("program/kiriman/<int:pk>", deliveries.detail, name="delivery"),
    path("program/kiriman/<int:pk>/ditolak/<int:file>", deliveries.rejected, name="rejected"),
    path("program/perhitungan", runs.index, name="runs"),
    path("program/perhitungan/baru", runs.create, name="run-new"),
    path("program/perhitungan/<int:pk>", runs.detail, name="run"),
    path("program/perhitungan/<int:pk>/setujui", runs.approve, name="run-approve"),
    path("program/perhitungan/<int:pk>/terbitkan", runs.publish, name="run-publish"),
    path("program/perhitungan/<int:pk>/sisihkan", runs.discard, name="run-discard"),
    path("program/perhitungan/<int:pk>/ulangi", runs.retry, name="run-retry"),
]
