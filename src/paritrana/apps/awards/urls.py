"""Addresses of editions: public ones, and those of the secretariat under /kelola."""

from django.urls import path

from paritrana.apps.awards.views import calendar, committee, editions, public, rulebooks

app_name = "awards"

PUBLIC = "penyelenggaraan/<slug:slug>"
MANAGE = "kelola/penyelenggaraan/<slug:slug>"

urlpatterns = [
    path("penyelenggaraan", public.editions, name="edition-list"),
    path(PUBLIC, public.edition, name="edition-detail"),
    path(f"{PUBLIC}/metode", public.method, name="edition-method"),
    path(f"{PUBLIC}/aturan/<int:version>.toml", public.rulebook_file, name="rulebook-download"),
    path(f"{PUBLIC}/jadwal", public.calendar, name="edition-calendar"),
    path(f"{PUBLIC}/jadwal.ics", public.calendar_file, name="calendar-download"),
    path("kelola/penyelenggaraan/baru", editions.create, name="edition-create"),
    path(f"{MANAGE}/salin", editions.copy, name="edition-copy"),
    path(f"{MANAGE}/umumkan", editions.announce, name="edition-announce"),
    path(f"{MANAGE}/aturan", rulebooks.versions, name="rulebook-manage"),
    path(f"{MANAGE}/aturan/<int:version>/setujui", rulebooks.approve, name="rulebook-approve"),
    path(f"{MANAGE}/panitia", committee.seats, name="committee-manage"),
    path(f"{MANAGE}/panitia/<int:pk>/isi", committee.appoint, name="seat-appoint"),
    path(f"{MANAGE}/panitia/<int:pk>/kosongkan", committee.vacate, name="seat-vacate"),
    path(f"{MANAGE}/jadwal", calendar.phases, name="calendar-manage"),
    path(f"{MANAGE}/jadwal/baru", calendar.plan, name="phase-plan"),
    path(f"{MANAGE}/jadwal/<int:pk>", calendar.change, name="phase-change"),
    path(f"{MANAGE}/jadwal/<int:pk>/buka", calendar.open_phase, name="phase-open"),
    path(f"{MANAGE}/jadwal/<int:pk>/tutup", calendar.close_phase, name="phase-close"),
    path(f"{MANAGE}/jadwal/<int:pk>/perpanjang", calendar.extend, name="phase-extend"),
    path(f"{MANAGE}/jadwal/<int:pk>/hapus", calendar.remove, name="phase-remove"),
]
