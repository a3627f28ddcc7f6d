"""Made-up content for the style guide. Nothing here is used by a real page."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paritrana.ui import figures
from paritrana.ui.tables import Column, Table

PLACES = [
    ("71.07", "Kabupaten Contoh Tenggara", 29269, "submitted"),
    ("71.01", "Kabupaten Contoh Mongondow", 41880, "returned"),
    ("71.71", "Kota Contoh", 88412, "verified"),
    ("71.06", "Kabupaten Contoh Utara", None, "draft"),
]


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("Name of the village"), help_text=_("As written in the region table."))
    workers = forms.IntegerField(
        label=_("Covered workers"), help_text=_("Active at the end of the judged period.")
    )
    budget = forms.DecimalField(label=_("Budget for premiums"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of village"), choices=[("desa", "Desa"), ("kelurahan", "Kelurahan")]
    )
    source = forms.ChoiceField(
        label=_("Who pays"),
        widget=forms.RadioSelect,
        choices=[("apbd", "APBD"), ("dana_desa", "Dana Desa"), ("csr", "CSR")],
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("tani", "Pertanian"), ("nelayan", "Perikanan")],
    )
    since = forms.DateField(label=_("In force since"), widget=forms.DateInput(attrs={"type": "date"}))
    story = forms.CharField(
        label=_("What was done"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    letter = forms.FileField(label=_("Signed letter"), required=False, help_text=_("PDF up to 15 MB."))
    agreed = forms.BooleanField(label=_("The figures are right as far as we know."))


def broken_form() -> forms.Form:
    """The same form after a bad answer."""
    form = SampleForm({"salah-workers": "dua puluh", "salah-kind": "desa"}, prefix="salah")
    form.add_error(None, _("The sum of the parts is larger than the whole."))
    return form


def table() -> Table:
    rows = [
        {"code": code, "name": name, "workers": workers, "state": state}
        for code, name, workers, state in PLACES
    ]
    return Table(
        caption=_("Entrants of the sample edition"),
        file_name="contoh",
        rows=rows * 20,
        columns=[
            Column("name", _("Entrant"), link=lambda row: f"#{row['code']}"),
            Column("code", _("Code")),
            Column("state", _("State"), tone=lambda row: row["state"]),
            Column("workers", _("Covered workers"), numeric=True),
        ],
        search=["name", "code"],
        totals={"name": _("Total"), "workers": sum(row[2] or 0 for row in PLACES) * 20},
        per_page=8,
    )


def confirmation(back: str) -> dict[str, Any]:
    return {
        "title": _("Withdraw this nomination?"),
        "sentence": _("It leaves the judging and cannot be sent again in this edition."),
        "rows": [(_("Entrant"), PLACES[0][1]), (_("Code"), PLACES[0][0])],
        "label": _("Withdraw"),
        "back": back,
        "danger": True,
    }


def context() -> dict[str, Any]:
    moment = datetime(2024, 2, 21, 6, 30, tzinfo=UTC)
    return {
        "moment": moment,
        "deadline": timezone.now() + timedelta(days=2, hours=3),
        "tones": ["neutral", "info", "good", "warn", "bad", "gold"],
        "titles": {"id": "Cakupan pekerja", "en": "Worker coverage"},
        "tasks": [
            {
                "label": "Data cakupan",
                "url": "#a",
                "status": "Selesai",
                "tone": "good",
                "owner": "Dinas Tenaga Kerja",
            },
            {
                "label": "Peraturan daerah",
                "url": "#b",
                "status": "Perlu diperbaiki",
                "tone": "warn",
                "hint": "Halaman 2 tidak terbaca",
                "due": "26 April 2024 pukul 23.59 WITA",
            },
            {"label": "Pernyataan kepala daerah", "url": "#c", "status": "Belum diisi"},
            {
                "label": "Kirim berkas",
                "status": "Belum dapat dikirim",
                "hint": "Selesaikan ketiga bagian di atas.",
            },
        ],
        "stages": [
            {"label": "Diundang", "count": 15, "url": "#a"},
            {"label": "Dikirim", "count": 11, "url": "#b"},
            {"label": "Lolos saring", "count": 9},
            {"label": "Finalis", "count": 3},
        ],
        "dates": [
            {"when": "22–26 April 2024", "label": "Pengusulan", "state": "done"},
            {
                "when": "6 Mei 2024",
                "moved_from": "2 Mei 2024",
                "label": "Penyaringan",
                "state": "now",
                "detail": "9 dari 11 berkas sudah diperiksa",
            },
            {"when": "20–24 Mei 2024", "label": "Wawancara", "state": "next"},
        ],
        "message": "Yth. Bapak/Ibu, berkas usulan Kabupaten Contoh Tenggara kurang satu dokumen: "
        "peraturan daerah. Batas perbaikan 26 April 2024 pukul 23.59 WITA (22.59 WIB).",
        "figures": figures.figures(),
        "marks": range(1, 6),
        "criteria": ["Inovasi", "Keberlanjutan", "Dampak"],
    }
