"""Addresses of judging: the juror's desk, the secretariat's rounds, and interviews."""

from django.urls import path

from paritrana.apps.judging.views import desk, entrants, interviews, jurors, matrix, panels, rounds, sheets

app_name = "judging"

SHEET = "juri/lembar/<int:pk>"
DESK = f"{SHEET}/<int:nomination>"
ROUNDS = "sekretariat/<slug:slug>/putaran"
ROUND = f"{ROUNDS}/<int:pk>"
INTERVIEWS = "sekretariat/<slug:slug>/wawancara"
INTERVIEW = f"{INTERVIEWS}/<int:pk>"

urlpatterns = [
    path("juri", jurors.seats, name="seat-list"),
    path(SHEET, sheets.detail, name="sheet-detail"),
    path(f"{SHEET}/kunci", sheets.lock, name="sheet-lock"),
    path(f"{SHEET}/tanda-terima", sheets.receipt, name="sheet-receipt"),
    path(DESK, desk.mark, name="desk"),
    path(f"{DESK}/simpan", desk.save, name="mark-save"),
    path(f"{DESK}/mundur", desk.recuse, name="recuse"),
    path("juri/<slug:slug>", jurors.queue, name="queue"),
    path("juri/<slug:slug>/benturan", jurors.ties, name="ties"),
    path(ROUNDS, rounds.listing, name="round-list"),
    path(f"{ROUNDS}/rencanakan", rounds.plan, name="round-plan"),
    path(f"{ROUNDS}/usulan-panel", panels.propose_panels, name="panels"),
    path(f"{ROUND}/mulai", rounds.start, name="round-start"),
    path(f"{ROUND}/tambah-lembar", rounds.add_sheets, name="round-add-sheets"),
    path(f"{ROUND}/tutup", rounds.close, name="round-close"),
    path(f"{ROUND}/lanjutkan", rounds.resume, name="round-resume"),
    path(f"{ROUND}/buka", rounds.open_round, name="round-open"),
    path(f"{ROUND}/lembar", matrix.marks, name="round-marks"),
    path(INTERVIEWS, interviews.listing, name="interview-list"),
    path(f"{INTERVIEWS}/baru", interviews.schedule, name="interview-schedule"),
    path(f"{INTERVIEW}/ubah", interviews.change, name="interview-change"),
    path(f"{INTERVIEW}/delegasi", interviews.delegation, name="interview-delegation"),
    path(f"{INTERVIEW}/beri-tahu", interviews.tell, name="interview-tell"),
    path(f"{INTERVIEW}/batal", interviews.cancel, name="interview-cancel"),
    path(f"{INTERVIEW}.ics", interviews.calendar_entry, name="interview-calendar"),
    path("peserta/<int:pk>/wawancara", entrants.interview, name="interview-entrant"),
]
