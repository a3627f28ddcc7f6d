"""People under seal, the register with its history, agreements, funds with two ledgers each, and plans."""

from paritrana.apps.protection.models.agreements import Agreement, Party
from paritrana.apps.protection.models.ecosystem import Post, RoleHolder
from paritrana.apps.protection.models.employers import CaseNote, EmployerCase
from paritrana.apps.protection.models.errands import Errand
from paritrana.apps.protection.models.imports import ImportedRow, RosterImport
from paritrana.apps.protection.models.money import Commitment, Fund, MoneyRow, Payment
from paritrana.apps.protection.models.months import (
    Batch,
    Correction,
    Enrolment,
    PaidMonth,
    RegisterDelivery,
    ToldBefore,
)
from paritrana.apps.protection.models.outreach import Activity, Task
from paritrana.apps.protection.models.people import DataKey, Person, Reveal
from paritrana.apps.protection.models.plans import Scenario
from paritrana.apps.protection.models.register import Change, Enlistment
from paritrana.apps.protection.models.rights import PeopleExport, SubjectRequest, WorkerDraft, WorkerRequest
from paritrana.apps.protection.models.same import DuplicateSearch, Merge, PersonLink
from paritrana.apps.protection.models.sponsors import Pledge, Sponsor, Workplace

__all__ = [
    "Activity",
    "Agreement",
    "Batch",
    "CaseNote",
    "Change",
    "Commitment",
    "Correction",
    "DataKey",
    "DuplicateSearch",
    "EmployerCase",
    "Enlistment",
    "Enrolment",
    "Errand",
    "Fund",
    "ImportedRow",
    "Merge",
    "MoneyRow",
    "PaidMonth",
    "Party",
    "Payment",
    "PeopleExport",
    "Person",
    "PersonLink",
    "Pledge",
    "Post",
    "RegisterDelivery",
    "Reveal",
    "RoleHolder",
    "RosterImport",
    "Scenario",
    "Sponsor",
    "SubjectRequest",
    "Task",
    "ToldBefore",
    "WorkerDraft",
    "WorkerRequest",
    "Workplace",
]
