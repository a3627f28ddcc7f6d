"""People under seal, the register with its history, agreements, and funds with two ledgers each."""

from paritrana.apps.protection.models.agreements import Agreement, Party
from paritrana.apps.protection.models.imports import ImportedRow, RosterImport
from paritrana.apps.protection.models.money import Commitment, Fund, MoneyRow, Payment
from paritrana.apps.protection.models.people import DataKey, Person, Reveal
from paritrana.apps.protection.models.register import Change, Enlistment
from paritrana.apps.protection.models.rights import PeopleExport, SubjectRequest, WorkerDraft, WorkerRequest

__all__ = [
    "Agreement",
    "Change",
    "Commitment",
    "DataKey",
    "Enlistment",
    "Fund",
    "ImportedRow",
    "MoneyRow",
    "Party",
    "Payment",
    "PeopleExport",
    "Person",
    "Reveal",
    "RosterImport",
    "SubjectRequest",
    "WorkerDraft",
    "WorkerRequest",
]
