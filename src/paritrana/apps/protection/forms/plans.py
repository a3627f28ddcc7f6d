"""What an officer chooses for a plan, in the query of the page; and the name of a scenario."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.forms.fields import AreaField, DayField, MonthField, WholeField
from paritrana.apps.protection.labels import plans as told
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.queries.plans import Ground
from paritrana.apps.protection.rules import plans as rules
from paritrana.apps.protection.rules.money import LARGEST
from paritrana.apps.protection.rules.plans import Ask, Terms
from paritrana.apps.protection.states import FundKind, PlanBase
from paritrana.core.programmes import FULL_FROM, Sector, month_of
from paritrana.core.programmes.plan import Indicator, Standing, gap, shipped_targets
from paritrana.errors import DataFaults, ParitranaError
from paritrana.ui import refusals

_MOST = {
    **dict.fromkeys(("terlindungi", "pekerja"), rules.MOST_WORKERS),
    **dict.fromkeys(("rupiah_1", "rupiah_2"), LARGEST),
}
TYPED = ("indikator", "terlindungi", "pekerja", "tanggal", "sumber")


class NumberField(WholeField):
    """A whole number in a range; slider: up to where a script adds a slider beside the box."""

    def __init__(self, *, least: int, most: int, slider: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most
        more = {"data-slider": slider} if slider else {}
        attributes = {"min": least, "max": most, "inputmode": "numeric", **more}
        self.widget = forms.NumberInput(attrs=attributes)

    def clean(self, value: Any) -> int:
        found = super().clean(value)
        if not self.least <= found <= self.most:
            facts = {"least": self.least, "most": self.most}
            raise forms.ValidationError(_("Enter a whole number from %(least)s to %(most)s."), params=facts)
        return found


class PlanForm(forms.Form):
    """From where to where, for which months, who could pay, and the quota of the villages."""

    dasar = forms.ChoiceField(label=_("Start from"), choices=list(told.BASE.items()))
    indikator = forms.ChoiceField(
        label=_("Measure"), choices=list(told.INDICATOR.items()), required=False, initial=Indicator.RPJMN
    )
    terlindungi = WholeField(label=_("Covered workers"), required=False)
    pekerja = WholeField(label=_("Workers"), required=False)
    tanggal = DayField(label=_("As of"), required=False)
    sumber = forms.CharField(label=_("Source"), max_length=200, required=False)
    target = forms.ChoiceField(label=_("Target"))
    persen = forms.CharField(label=_("Own target in percent"), max_length=9, required=False)
    dari = MonthField(label=_("First month"))
    sampai = MonthField(label=_("Last month"))
    sedikitnya = NumberField(
        label=_("Fewest months of cover"),
        least=1,
        most=rules.MOST_MONTHS,
        help_text=_("From six months a worker counts in full."),
    )
    sektor = forms.ChoiceField(label=_("Sector"), choices=list(told.SECTOR.items()))
    jht = forms.BooleanField(label=_("With old-age savings (JHT)"), required=False)
    diskon = forms.BooleanField(
        label=_("PP 50/2025 reaches public budgets too"),
        required=False,
        help_text=_("Not established; for companies and sponsors it holds in any case."),
    )
    kuota = NumberField(label=_("Residents a village"), least=0, most=rules.MOST_QUOTA, slider=100)
    semua_desa = forms.BooleanField(label=_("As if every village budgeted"), required=False)
    dana = forms.MultipleChoiceField(label=_("Funds"), widget=forms.CheckboxSelectMultiple, required=False)
    tambah_1 = forms.ChoiceField(label=_("Money not decided yet"), required=False)
    rupiah_1 = WholeField(label=_("Rupiah"), required=False)
    tambah_2 = forms.ChoiceField(label=_("Another source"), required=False)
    rupiah_2 = WholeField(label=_("Rupiah"), required=False)

    def __init__(self, *args: Any, areas: list[Any], ground: Ground, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["wilayah"] = AreaField(label=_("Office and region"), areas=areas)
        official = [(one.id, told.target_text(one)) for one in shipped_targets()]
        self.fields["target"].choices = [*official, (rules.OWN, _("Own target"))]
        self.fields["dana"].choices = [(str(one.fund.pk), one.fund.name) for one in ground.funds]
        kinds = [("", _("None")), *words.FUND.items()]
        for number in range(1, rules.MOST_EXTRA + 1):
            self.fields[f"tambah_{number}"].choices = kinds
        self.fields["dasar"].choices = [
            (base, text) for base, text in told.BASE.items() if base in ground.bases or base is PlanBase.TYPED
        ]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("dasar") == PlanBase.TYPED:
            for name in TYPED:
                if not found.get(name) and name not in self.errors and name != "terlindungi":
                    self.add_error(name, _("Enter it, for a figure of your own."))
        for name, most in _MOST.items():
            if (found.get(name) or 0) > most:
                self.add_error(name, _("This is too much; look at the number again."))
        return found

    def ask(self) -> Ask:
        """Return what was chosen, as the rules take it."""
        given = self.cleaned_data
        numbers = range(1, rules.MOST_EXTRA + 1)
        extra = [(given[f"tambah_{one}"], given[f"rupiah_{one}"]) for one in numbers]
        base = PlanBase(given["dasar"])
        return Ask(
            base=base,
            target=given["target"],
            terms=Terms(
                month_of(given["dari"]),
                month_of(given["sampai"]),
                given["sedikitnya"],
                Sector(given["sektor"]),
                given["jht"],
                given["diskon"],
            ),
            percent=given["persen"].replace(",", ".").strip(" %"),
            year=month_of(given["sampai"]).year,
            typed=self._typed() if base is PlanBase.TYPED else None,
            quota=given["kuota"],
            ask_all=given["semua_desa"],
            funds=frozenset(map(int, given["dana"])),
            extra=tuple((FundKind(kind), rupiah) for kind, rupiah in extra if kind and rupiah),
        )

    def _typed(self) -> Standing:
        given = self.cleaned_data
        counts = given["terlindungi"], given["pekerja"]
        return Standing(Indicator(given["indikator"]), *counts, given["tanggal"], given["sumber"].strip())


class ScenarioForm(forms.Form):
    nama = forms.CharField(
        label=_("Name"), max_length=rules.NAME, help_text=_("What it tries, as: 20 residents a village.")
    )


def first_choice(ground: Ground, terms: Terms, area: str) -> dict[str, Any]:
    """Return the choice that the page opens with: the best figure, its official target, all funds."""
    base = next((one for one in PlanBase if one in ground.bases), PlanBase.TYPED)
    return {
        "wilayah": area,
        "dasar": base,
        "indikator": Indicator.RPJMN,
        "target": _first_target(ground, base),
        "persen": "100",
        "dari": str(terms.first),
        "sampai": str(terms.last),
        "sedikitnya": min(FULL_FROM, terms.months),
        "sektor": Sector.OTHER,
        "kuota": ground.asked_quota,
        "dana": [str(one.fund.pk) for one in ground.funds],
    }


def tell_plan(form: forms.Form, error: ParitranaError) -> None:
    """Write why a plan cannot be computed into the form."""
    if isinstance(error, DataFaults):
        for fault in error.faults:
            sentence, cure = fault.told(told.language())
            form.add_error(None, f"{sentence[:1].upper()}{sentence[1:]}; {cure}.")
        return
    found = refusals.explain(error)
    form.add_error(_PLACES.get(error.code), f"{found.sentence} {found.cure}")


def known_only(data: Mapping[str, Any], ground: Ground, area: str) -> Any:
    """Return a query without funds of another region or year, which a changed choice leaves behind."""
    made = data.copy()  # type: ignore[attr-defined]  # a QueryDict
    made["wilayah"] = area
    known = {str(one.fund.pk) for one in ground.funds}
    made.setlist("dana", [one for one in made.getlist("dana") if one in known])
    if made.get("dasar") not in {*ground.bases, PlanBase.TYPED}:
        made["dasar"] = next(iter(ground.bases), PlanBase.TYPED)
    return made


def _first_target(ground: Ground, base: PlanBase) -> str:
    """Return the last official target of the figure's measure that is not reached yet, else an own one."""
    if base not in ground.bases:
        return rules.OWN
    standing = ground.bases[base].standing
    same = [one for one in shipped_targets() if one.indicator is standing.indicator]
    open_ones = [one for one in same if not gap(standing, one).reached]
    return open_ones[-1].id if open_ones else rules.OWN


_PLACES = {"plan.bad_percent": "persen", "plan.mixed": "target", "money.months_backwards": "sampai"}
