"""People under seal, the register with its history, agreements, and funds with two ledgers each."""

from paritrana.apps.protection.models.agreements import Agreement, Party
from paritrana.apps.protection.models.ecosystem import Post, RoleHolder
from paritrana.apps.protection.models.employers import CaseNote, EmployerCase
from paritrana.apps.protection.models.imports import ImportedRow, RosterImport
from paritrana.apps.protection.models.money import Commitment, Fund, MoneyRow, Payment
from paritrana.apps.protection.models.outreach import Activity, Task
from paritrana.apps.protection.models.people import DataKey, Person, Reveal
from paritrana.apps.protection.models.register import Change, Enlistment
from paritrana.apps.protection.models.sponsors import Pledge, Sponsor, Workplace

__all__ = [
    "Activity",
    "Agreement",
    "CaseNote",
    "Change",
    "Commitment",
    "DataKey",
    "EmployerCase",
    "Enlistment",
    "Fund",
    "ImportedRow",
    "MoneyRow",
    "Party",
    "Payment",
    "Person",
    "Pledge",
    "Post",
    "Reveal",
    "RoleHolder",
    "RosterImport",
    "Sponsor",
    "Task",
    "Workplace",
]
