"""How the register's words are told in a contribution roll."""

from paritrana.apps.protection.states import FundKind

FUNDER = {
    FundKind.APBD_REGENCY: "apbd_regency",
    FundKind.APBD_PROVINCE: "apbd_province",
    FundKind.VILLAGE_ADD: "village",
    FundKind.DANA_DESA: "village",
    FundKind.VILLAGE_PAD: "village",
    FundKind.PALM_OIL: "apbd_regency",
    FundKind.TOBACCO: "apbd_regency",
    FundKind.CSR: "csr",
    FundKind.SPONSOR: "sponsor",
    FundKind.SELF: "self",
}
SECTOR = {
    "farmer": "agriculture",
    "fisher": "agriculture",
    "trader": "trade",
    "driver": "transport",
    "craft": "manufacturing",
    "domestic": "other_services",
    "construction": "construction",
    "religious": "other_services",
    "health_volunteer": "health",
    "village_officer": "government",
    "teacher": "education",
    "factory": "manufacturing",
}
