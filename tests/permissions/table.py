"""Who may open and do what: every address of the site, every role, every stage of an edition.

This is the only list.  The tests hold the site to it, and a generated page prints it; an address that is
missing here fails.  Pages are judged by GET, acts by POST.  What a row is tried on ("about") is a thing of
one provincial edition; the roles are meant with regard to that thing.
"""

from dataclasses import dataclass, field

STAGES = (
    "preparing",
    "nominating",
    "submitted",
    "complete",
    "marking",
    "closed",
    "opened",
    "published",
)

ROLES = {
    "anonymous": "nobody is signed in",
    "nobody": "signed in, serves nowhere",
    "operator": "runs the site",
    "secretariat": "secretariat of the edition",
    "secretariat_elsewhere": "secretariat of another province",
    "secretariat_national": "national secretariat",
    "proposer": "proposer whose office proposed the entrant",
    "proposer_elsewhere": "proposer of another service area of the province",
    "verifier": "verifier of the entrant's area",
    "verifier_elsewhere": "verifier of another service area of the province",
    "head": "head of the entrant, may sign",
    "colleague": "works for the entrant, may not sign",
    "entrant_elsewhere": "head of another entrant of the edition",
    "juror": "juror of the edition, ties declared",
    "juror_undeclared": "juror of the edition, ties not declared",
    "juror_elsewhere": "chair of another edition",
    "chair": "chair of the edition, ties declared",
    "auditor": "auditor",
    "officer": "coverage officer of the BPJS office that delivered",
    "officer_second": "coverage officer of another BPJS office",
    "officer_regency": "coverage officer of a regency that delivered nothing",
    "officer_village": "coverage officer of the village in the address",
}

Roles = frozenset[str]
EVERYBODY: Roles = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"anonymous"}
NOBODY: Roles = frozenset()
OPERATOR = frozenset({"operator"})
OFFICE = frozenset({"secretariat"})
NATIONAL = frozenset({"secretariat_national"})
ENTRANT = frozenset({"head", "colleague"})
HEAD = frozenset({"head"})
PROPOSER = frozenset({"proposer"})
PROPOSERS = frozenset({"proposer", "proposer_elsewhere"})
VERIFIER = frozenset({"verifier"})
VERIFIERS = frozenset({"verifier", "verifier_elsewhere"})
JUROR = frozenset({"juror"})
CHAIR = frozenset({"chair"})
DECLARED = JUROR | CHAIR
SEATED = DECLARED | {"juror_undeclared"}
COMMITTEE = SEATED | OFFICE
AUDITOR = frozenset({"auditor"})
SECRETARIATS = frozenset({"secretariat", "secretariat_elsewhere", "secretariat_national"})
PUBLISHERS = frozenset({"officer", "officer_second"})
OFFICERS = PUBLISHERS | {"officer_regency", "officer_village"}
AREA = frozenset({"officer", "officer_village"})  # in whose area the village of the address lies
KEEPER = frozenset({"officer"})
MONEY = OFFICERS - {"officer_village"}
READERS = ENTRANT | OFFICE | VERIFIER
AROUND = frozenset({"head", "colleague", "secretariat", "secretariat_national", "proposer", "verifier"})
MANAGERS = OPERATOR | HEAD | frozenset({"secretariat", "secretariat_national"})

Who = dict[str, Roles]  # by stage


def always(roles: Roles) -> Who:
    """The same people at every stage."""
    return dict.fromkeys(STAGES, roles)


def since(stage: str, after: Roles, *, before: Roles = NOBODY) -> Who:
    """Some people from a stage on, others until then."""
    first = STAGES.index(stage)
    return {name: after if place >= first else before for place, name in enumerate(STAGES)}


def announced(roles: Roles) -> Who:
    """What is closed to all but those who prepare it until the edition is announced."""
    return since("nominating", roles, before=roles & (COMMITTEE | OPERATOR))


PUBLIC = always(EVERYBODY)
DOSSIER = since("complete", READERS | DECLARED, before=READERS)


@dataclass(frozen=True)
class Row:
    """One address: who may GET it and who may POST to it; None where it has no such method.

    about: the thing in the address, as the tests' world names it; where a stage has no such thing yet,
    everybody is refused.  asks: the query the page needs.  data: what is posted.
    """

    name: str
    get: Who | None = None
    post: Who | None = None
    about: str = "site"
    asks: str = ""
    data: dict[str, str] = field(default_factory=dict)


def page(name: str, who: Who | Roles, about: str = "site", *, asks: str = "") -> Row:
    """An address that is only read."""
    return Row(name, get=_by_stage(who), about=about, asks=asks)


def act(name: str, who: Who | Roles, about: str = "site", **data: str) -> Row:
    """An address that is only posted to."""
    return Row(name, post=_by_stage(who), about=about, data=data)


def form(name: str, who: Who | Roles, about: str = "site", **data: str) -> Row:
    """A page with a form, read and posted to by the same people."""
    return Row(name, get=_by_stage(who), post=_by_stage(who), about=about, data=data)


def _by_stage(who: Who | Roles) -> Who:
    return who if isinstance(who, dict) else always(who)


SITE = [
    form("set_language", PUBLIC),
    page("portal:home", PUBLIC),
    page("portal:desk", SIGNED_IN),
    page("portal:about", PUBLIC),
    page("portal:help", PUBLIC),
    page("portal:method", PUBLIC),
    page("portal:verification-help", PUBLIC),
    page("portal:claims", PUBLIC),
    form("portal:claims-text", PUBLIC, text="Rabu (21/2/2024)"),
    page("portal:cockpit", OFFICE, "edition"),
    form("ui:styleguide", PUBLIC),
    page("regions:index", PUBLIC),
    page("regions:region", PUBLIC, "region"),
    page("notices:outbox", OPERATOR),
    page("notices:message", OPERATOR, "message"),
    act("notices:retry", OPERATOR, "message"),
    page("ledger:log", OPERATOR | AUDITOR, "house log"),
    page("ledger:leaf", OPERATOR | AUDITOR, "house leaf"),
    page("ledger:log", since("published", EVERYBODY, before=COMMITTEE | AUDITOR | OPERATOR), "log"),
    page("ledger:leaf", since("published", EVERYBODY, before=COMMITTEE | AUDITOR | OPERATOR), "leaf"),
]

ACCOUNTS = [
    form("account_login", PUBLIC),
    form("account_logout", PUBLIC),
    page("account_inactive", PUBLIC),
    form("account_signup", PUBLIC),
    form("account_change_password", SIGNED_IN),
    form("account_set_password", SIGNED_IN),
    form("account_reset_password", PUBLIC),
    page("account_reset_password_done", PUBLIC),
    page("account_reset_password_from_key_done", PUBLIC),
    form("account_reset_password_from_key", PUBLIC, "reset link"),
    form("accounts:profile", SIGNED_IN),
    page("accounts:list", OPERATOR),
    page("accounts:detail", OPERATOR, "account"),
    form("accounts:deactivate", OPERATOR, "account"),
    form("accounts:reactivate", OPERATOR, "account"),
    act("accounts:demo", NOBODY),  # outside the demo there is no such page
]

ORGANISATIONS = [
    page("organisations:index", SIGNED_IN - {"nobody"}),
    form("organisations:create", OPERATOR | SECRETARIATS | PROPOSERS),
    page("organisations:detail", AROUND | OPERATOR | AUDITOR, "entrant"),
    page("organisations:history", AROUND | OPERATOR | AUDITOR, "entrant"),
    page("organisations:member", AROUND | OPERATOR | AUDITOR, "member"),
    form("organisations:change", OPERATOR | OFFICE | NATIONAL, "entrant"),
    form("organisations:invite", MANAGERS, "entrant"),
    page("organisations:invitations", MANAGERS, "entrant"),
    page("organisations:invitation", MANAGERS, "invitation"),
    form("organisations:withdraw", MANAGERS, "invitation"),
    form("organisations:change_mandate", OPERATOR | OFFICE | NATIONAL, "member"),
    form("organisations:end", MANAGERS, "member"),
    form("organisations:hand_over", MANAGERS, "member"),
    page("organisations:accept", PUBLIC, "invitation link"),  # whoever holds the secret
    form("organisations:invited", NOBODY),  # only with a link opened before, which is tested by itself
]

API = [
    page("api:snapshots", PUBLIC),
    page("api:snapshot", PUBLIC, "snapshot"),
    page("api:figures", PUBLIC, "snapshot"),
]

COVERAGE = [
    page("coverage:explorer", PUBLIC),
    page("coverage:region", PUBLIC, "region"),
    page("coverage:method", PUBLIC),
    page("coverage:corrections", PUBLIC),
    page("coverage:printed", PUBLIC),
    page("coverage:snapshots", PUBLIC),
    page("coverage:snapshot", PUBLIC, "snapshot"),
    page("coverage:snapshot-figures", PUBLIC, "snapshot"),
    page("coverage:snapshot-denominators", PUBLIC, "snapshot"),
    page("coverage:deliveries", OFFICERS | AUDITOR | OPERATOR),
    form("coverage:delivery-new", OFFICERS),
    page("coverage:delivery-sample", OFFICERS, "kind of delivery"),
    page("coverage:delivery", PUBLISHERS | AUDITOR | OPERATOR, "delivery"),
    page("coverage:rejected", PUBLISHERS | AUDITOR | OPERATOR, "file with rejected rows"),
    page("coverage:runs", PUBLISHERS | AUDITOR | OPERATOR),
    form("coverage:run-new", PUBLISHERS),
    page("coverage:run", PUBLISHERS | AUDITOR | OPERATOR, "coverage run"),
    form("coverage:run-approve", PUBLISHERS, "coverage run"),
    form("coverage:run-publish", PUBLISHERS, "approved coverage run"),
    form("coverage:run-discard", PUBLISHERS, "coverage run"),
    act("coverage:run-retry", PUBLISHERS, "failed coverage run"),
]

PROTECTION = [
    page("protection:cockpit", OFFICERS),
    page("protection:villages", OFFICERS),
    page("protection:doubtful", OFFICERS),
    page("protection:village", AREA, "village"),
    form("protection:worker-new", AREA, "village"),
    form("protection:signatures", AREA, "village"),
    page("protection:worker", AREA, "worker"),
    form("protection:worker-correct", AREA, "worker"),
    form("protection:worker-move", AREA, "worker"),
    form("protection:worker-stop", AREA, "worker"),
    form("protection:worker-reinstate", AREA, "worker"),
    form("protection:worker-reveal", AREA, "worker", purpose="claim"),
    page("protection:funds", MONEY),
    form("protection:fund-new", MONEY),
    page("protection:fund", KEEPER, "fund"),
    page("protection:payments", KEEPER, "fund"),
    form("protection:fund-ceiling", KEEPER, "fund"),
    form("protection:fund-rules", KEEPER, "fund"),
    form("protection:commit", KEEPER, "fund"),
    form("protection:pay", KEEPER, "commitment"),
    form("protection:release", KEEPER, "commitment"),
    form("protection:payment-back", KEEPER, "payment"),
    page("protection:agreements", MONEY),
    form("protection:agreement-new", MONEY),
    page("protection:agreement", KEEPER, "agreement"),
    page("protection:scan", KEEPER, "agreement"),
    form("protection:scan-new", KEEPER, "agreement"),
    page("protection:batches", MONEY),
    form("protection:batch-new", MONEY),
    page("protection:batch", KEEPER, "batch"),
    form("protection:batch-verify", KEEPER, "batch"),
    form("protection:batch-send", KEEPER, "batch"),
    form("protection:batch-recall", KEEPER, "batch"),
    form("protection:batch-withdraw", KEEPER, "batch"),
    form("protection:batch-answer", KEEPER, "batch"),
    form("protection:batch-leave-out", KEEPER, "worker of a batch"),
    page("protection:months", MONEY),
    form("protection:months-deliver", MONEY),
    page("protection:payment-months", KEEPER, "settled payment"),
    form("protection:settle", KEEPER, "settled payment"),
    form("protection:months-restore", KEEPER, "settled payment"),
    form("protection:correction-back", KEEPER, "correction of months"),
    form("protection:months-back", KEEPER, "enrolled worker"),
    form("protection:enrolment-end", KEEPER, "enrolled worker"),
    page("protection:quotas", MONEY),
    page("protection:budget", MONEY),
    page("protection:plan", MONEY),
    form("protection:plan-save", MONEY),
    page("protection:scenarios", MONEY),
    page("protection:scenario-compare", MONEY),
    page("protection:scenario", KEEPER, "scenario"),
    page("protection:scenario-annex", KEEPER, "scenario"),
    form("protection:scenario-rename", KEEPER, "scenario", nama="Lain"),
    act("protection:scenario-remove", KEEPER, "scenario"),
    act("protection:scenario-back", KEEPER, "removed scenario"),
    page("protection:imports", OFFICERS),
    form("protection:import-new", OFFICERS),
    page("protection:import-template", AREA, "village"),
    page("protection:import", KEEPER, "roster"),
    form("protection:import-sheet", KEEPER, "roster"),
    form("protection:import-columns", KEEPER, "roster"),
    act("protection:import-repair", KEEPER, "roster", repair="trim"),
    page("protection:import-rows", KEEPER, "roster"),
    form("protection:import-row", KEEPER, "row of a roster"),
    act("protection:import-workbook", KEEPER, "roster"),
    form("protection:import-commit", KEEPER, "roster"),
    form("protection:import-undo", KEEPER, "roster in the register"),
    form("protection:import-discard", KEEPER, "roster"),
    page("protection:same", OFFICERS),
    act("protection:same-search", OFFICERS),
    page("protection:same-twice", OFFICERS),
    form("protection:same-pair", AREA, "pair", verdict="unsure"),
    act("protection:same-look", AREA, "pair"),
    form("protection:same-undo", AREA, "merged pair"),
    page("protection:compares", OFFICERS),
    form("protection:compare-new", OFFICERS),
    page("protection:compare", KEEPER, "compared list"),
    form("protection:compare-take", KEEPER, "compared list"),
    page("protection:sponsors", MONEY),
    page("protection:sponsors-behind", MONEY),
    form("protection:sponsors-upload", MONEY),
    page("protection:sponsors-sample", MONEY, "kind of list"),
    form("protection:workplace-new", MONEY),
    page("protection:workplace", KEEPER, "workplace"),
    form("protection:workplace-count", KEEPER, "workplace"),
    form("protection:workplace-people", KEEPER, "workplace"),
    form("protection:mandates", KEEPER, "workplace"),
    form("protection:treasurer", KEEPER, "workplace", month="2026-01"),
    form("protection:deduct", KEEPER, "workplace"),
    form("protection:thanks", KEEPER, "workplace"),
    page("protection:sponsor", KEEPER, "sponsor"),
    form("protection:pledge-new", KEEPER, "sponsor"),
    form("protection:sponsor-leave", KEEPER, "sponsor"),
    form("protection:pledge-sign", KEEPER, "pledge"),
    form("protection:pledge-end", KEEPER, "pledge"),
    page("protection:ecosystem", OFFICERS),
    page("protection:ecosystem-gaps", MONEY),
    page("protection:honorary", MONEY),
    form("protection:honorary-count", KEEPER, "workplace"),
    page("protection:roles", AREA, "village"),
    form("protection:roles-count", AREA, "village"),
    form("protection:worker-role", AREA, "worker"),
    page("protection:activities", MONEY),
    form("protection:activity-new", MONEY),
    page("protection:tasks", MONEY),
    page("protection:activity", KEEPER, "activity"),
    page("protection:activity-paper", KEEPER, "activity"),
    page("protection:evidence", KEEPER, "activity"),
    form("protection:evidence-new", KEEPER, "activity"),
    form("protection:task-new", KEEPER, "activity"),
    form("protection:task-done", KEEPER, "task"),
    page("protection:employers", MONEY),
    page("protection:employer", KEEPER, "employer"),
    form("protection:employer-note", KEEPER, "employer"),
    form("protection:employer-close", KEEPER, "employer"),
    form("protection:worker-draft", AREA, "village", field="name", value="x"),
    page("protection:exports", OFFICERS),
    form("protection:export-new", OFFICERS),
    page("protection:export", KEEPER, "export"),
    form("protection:export-approve", KEEPER, "export of another"),
    form("protection:export-refuse", KEEPER, "export"),
    act("protection:export-fetch", KEEPER, "export"),
    page("protection:subjects", OFFICERS),
    form("protection:subject-new", OFFICERS),
    page("protection:subject", AREA, "wish of a subject"),
    act("protection:subject-print", AREA, "wish of a subject"),
    form("protection:subject-answer", AREA, "wish of a subject"),
    form("protection:subject-erase", AREA, "wish of a subject"),
    form("protection:worker-subject", AREA, "worker"),
    page("protection:apply", PUBLIC),
    form("protection:apply-village", PUBLIC, "village"),
    form("protection:apply-receipt", PUBLIC),
    page("protection:data-rights", PUBLIC),
    page("protection:requests", OFFICERS),
    page("protection:request", AREA, "worker's request"),
    act("protection:request-look", AREA, "worker's request"),
    form("protection:request-accept", AREA, "worker's request"),
    form("protection:request-refuse", AREA, "worker's request"),
]

AWARDS = [
    page("awards:edition-list", PUBLIC),
    page("awards:edition-detail", announced(EVERYBODY), "edition"),
    page("awards:edition-method", announced(EVERYBODY), "edition"),
    page("awards:rulebook-download", announced(EVERYBODY), "rulebook"),
    page("awards:rulebook-download", OFFICE | CHAIR, "waiting rulebook"),
    page("awards:edition-calendar", announced(EVERYBODY), "edition"),
    page("awards:calendar-download", announced(EVERYBODY), "edition"),
    form("awards:edition-create", OPERATOR | SECRETARIATS),
    form("awards:edition-copy", OFFICE, "edition"),
    form("awards:edition-announce", OFFICE, "edition"),
    form("awards:rulebook-manage", OFFICE, "edition"),
    form("awards:rulebook-approve", OFFICE | CHAIR, "waiting rulebook"),
    page("awards:committee-manage", OFFICE, "edition"),
    form("awards:seat-appoint", OFFICE, "seat"),
    form("awards:seat-vacate", OFFICE, "seat"),
    page("awards:calendar-manage", OFFICE, "edition"),
    form("awards:phase-plan", OFFICE, "edition"),
    form("awards:phase-change", OFFICE, "phase"),
    form("awards:phase-open", OFFICE, "phase"),
    form("awards:phase-close", OFFICE, "phase"),
    form("awards:phase-extend", OFFICE, "phase"),
    form("awards:phase-remove", OFFICE, "phase"),
]

NOMINATIONS = [
    page("nominations:proposal-editions", PROPOSERS),
    page("nominations:proposals", since("nominating", PROPOSERS), "edition"),
    form("nominations:proposal-new", since("nominating", PROPOSERS), "category"),
    form("nominations:proposal-withdraw", PROPOSER, "nomination in its edition"),
    form("nominations:proposal-invite", PROPOSER, "nomination in its edition"),
    page("nominations:entrant", SIGNED_IN),
    page(
        "nominations:dossier",
        since("complete", READERS | PROPOSER | DECLARED, before=READERS | PROPOSER),
        "nomination",
    ),
    page(
        "nominations:dossier-asked",
        since("complete", READERS | PROPOSER | DECLARED, before=READERS | PROPOSER),
        "nomination",
    ),
    act("nominations:dossier-accept", ENTRANT, "nomination"),
    form("nominations:dossier-decline", ENTRANT, "nomination"),
    form("nominations:dossier-withdraw", ENTRANT, "nomination"),
    Row("nominations:dossier-section", get=DOSSIER, post=always(ENTRANT), about="section"),
    Row("nominations:dossier-section", get=DOSSIER, post=always(ENTRANT), about="claims section"),
    form("nominations:dossier-assign", ENTRANT, "section"),
    act("nominations:dossier-mark", ENTRANT, "section"),
    form("nominations:claim-remove", ENTRANT, "claim"),
    page("nominations:evidence-file", DOSSIER, "evidence"),
    form("nominations:evidence-remove", ENTRANT, "evidence"),
    page("nominations:dossier-check", ENTRANT, "nomination"),
    act("nominations:dossier-statement", HEAD, "nomination"),
    form("nominations:dossier-submit", ENTRANT, "nomination"),
    page("nominations:receipt", DOSSIER, "receipt"),
    page("nominations:receipt-manifest", DOSSIER, "receipt"),
    page("nominations:figures", READERS, "nomination"),
    form("nominations:objection", ENTRANT, "figure"),
    page("nominations:screening", OFFICE, "edition"),
    form("nominations:screening-desk", OFFICE, "nomination in its edition"),
    page("nominations:verification", VERIFIERS, "edition"),
    page("nominations:verification-desk", VERIFIER, "nomination in its edition"),
    form("nominations:verification-figure", VERIFIER, "criterion"),
    form("nominations:objection-answer", VERIFIER, "objection"),
    form("nominations:forwarding", OFFICE, "edition"),
    act("nominations:forwarding-take-in", NATIONAL, "forwarded nomination"),
    form("nominations:forwarding-send-back", NATIONAL, "forwarded nomination"),
]

JUDGING = [
    page("judging:seat-list", SIGNED_IN),
    page("judging:queue", SEATED, "edition"),
    form("judging:ties", SEATED, "edition"),
    page("judging:sheet-detail", JUROR, "the juror's sheet"),
    page("judging:sheet-receipt", CHAIR, "the chair's locked sheet"),
    form("judging:sheet-lock", JUROR, "the juror's sheet"),
    form("judging:sheet-lock", NOBODY, "the undeclared juror's sheet"),
    form("judging:desk", JUROR, "the juror's desk"),
    form("judging:desk", NOBODY, "the undeclared juror's desk"),
    act("judging:mark-save", JUROR, "the juror's desk", field="mark-innovation", value="50"),
    act("judging:mark-save", NOBODY, "the undeclared juror's desk", field="mark-innovation", value="50"),
    form("judging:recuse", JUROR, "the juror's desk"),
    page("judging:round-list", OFFICE | CHAIR, "edition"),
    act("judging:round-plan", OFFICE, "edition"),
    page("judging:panels", OFFICE, "edition"),
    form("judging:round-start", OFFICE, "round"),
    form("judging:round-add-sheets", OFFICE, "round"),
    form("judging:round-close", OFFICE, "round"),
    form("judging:round-resume", OFFICE, "round"),
    form("judging:round-open", CHAIR, "round"),
    page("judging:round-marks", since("opened", COMMITTEE), "round"),
    page("judging:interview-list", COMMITTEE, "edition"),
    form("judging:interview-schedule", OFFICE, "edition"),
    form("judging:interview-change", OFFICE, "interview"),
    form("judging:interview-delegation", OFFICE | ENTRANT, "interview"),
    form("judging:interview-tell", OFFICE, "interview"),
    form("judging:interview-cancel", OFFICE, "interview"),
    page("judging:interview-calendar", COMMITTEE | ENTRANT, "interview"),
    page("judging:interview-entrant", COMMITTEE | ENTRANT, "nomination"),
]

RESULTS = [
    page("results:desk", COMMITTEE, "edition"),
    act("results:run-start", OFFICE | CHAIR, "edition"),
    page("results:run-compare", COMMITTEE, "two runs", asks="a=1&b=2"),
    form("results:publish", OFFICE, "edition"),
    page("results:run-detail", COMMITTEE, "run"),
    page("results:feedback-list", OFFICE, "edition"),
    form("results:feedback-write", OFFICE, "nomination in its edition"),
    page("results:chair", COMMITTEE, "edition"),
    act("results:decide", CHAIR, "decision"),
    act("results:report", OFFICE | CHAIR, "edition"),
    page("results:category", COMMITTEE, "decision"),
    page("results:what-if", COMMITTEE, "decision"),
    page("results:mirror", SEATED, "edition"),
    page("results:feedback", OFFICE | ENTRANT, "nomination"),
    page("results:index", PUBLIC),
    page("results:edition", announced(EVERYBODY), "edition"),
    page("results:bundle", since("published", EVERYBODY), "edition"),
    page("results:verifier", since("published", EVERYBODY), "edition"),
    page("results:method-two", since("published", EVERYBODY), "edition"),
    page("results:fair-two", since("published", EVERYBODY), "edition"),
    page("results:recipient", EVERYBODY, "recipient"),
]

ROOMS = {
    "The site": SITE,
    "Accounts": ACCOUNTS,
    "Organisations": ORGANISATIONS,
    "Coverage": COVERAGE,
    "Protection programme": PROTECTION,
    "Public read API": API,
    "Editions": AWARDS,
    "Nominations": NOMINATIONS,
    "Judging": JUDGING,
    "Results": RESULTS,
}
ROWS = [row for rows in ROOMS.values() for row in rows]
