"""Rosters of vulnerable workers as offices keep them: read, checked row by row, mended, given back.

roster = read(Path("daftar.xlsx"))
checked = check(roster, as_of=date(2026, 1, 31), villages="71.07")
checked = checked.repaired("date_order")
corrected_workbook(checked, Path("koreksi.xlsx"))

`look` opens a file whose headings are not understood, so that somebody can say what they mean (`Layout`).
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paritrana.core.rolls.roster.checked import Checked, Finding, check
    from paritrana.core.rolls.roster.codes import CODES
    from paritrana.core.rolls.roster.fields import FIELDS, Field
    from paritrana.core.rolls.roster.funds import FundRule, Settings, read_settings, settings_of
    from paritrana.core.rolls.roster.known import Facts, Known
    from paritrana.core.rolls.roster.layout import Layout, layout_of, read_layout
    from paritrana.core.rolls.roster.one import check_one
    from paritrana.core.rolls.roster.reading import Roster, SheetFound, look, read
    from paritrana.core.rolls.roster.repairing import REPAIRS, Repair
    from paritrana.core.rolls.roster.results import write_results
    from paritrana.core.rolls.roster.wording import told
    from paritrana.core.rolls.roster.workbooks import corrected_workbook, template

# What needs an engine is loaded when it is first asked for: the child that reads must start quickly.
_HOMES = {
    "checked": ("Checked", "Finding", "check"),
    "codes": ("CODES",),
    "fields": ("FIELDS", "Field"),
    "funds": ("FundRule", "Settings", "read_settings", "settings_of"),
    "known": ("Facts", "Known"),
    "layout": ("Layout", "layout_of", "read_layout"),
    "one": ("check_one",),
    "reading": ("Roster", "SheetFound", "look", "read"),
    "repairing": ("REPAIRS", "Repair"),
    "results": ("write_results",),
    "wording": ("told",),
    "workbooks": ("corrected_workbook", "template"),
}

__all__ = [
    "CODES",
    "FIELDS",
    "REPAIRS",
    "Checked",
    "Facts",
    "Field",
    "Finding",
    "FundRule",
    "Known",
    "Layout",
    "Repair",
    "Roster",
    "Settings",
    "SheetFound",
    "check",
    "check_one",
    "corrected_workbook",
    "layout_of",
    "look",
    "read",
    "read_layout",
    "read_settings",
    "settings_of",
    "template",
    "told",
    "write_results",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(name)
