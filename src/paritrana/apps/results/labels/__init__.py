"""Names of rules and reasons of this room, and the sentences of its refusals."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.core.rulebook import Category, Criterion, Rulebook
from paritrana.ui import formats, refusals
from paritrana.ui.templatetags.ui import title_of

SCREENED = _("as claimed, found sound in screening")

PROGRAM = {
    "verifier.py": _("The checker: it opens the bundle, holds every digest and the log to it, and compares."),
    "method_two.py": _(
        "The arithmetic of these rules, written a second time: dimensions, means, finalists, caps, prizes."
    ),
    "fair_two.py": _(
        "How strict each juror is, written a second time; asked only where a category goes by fair values."
    ),
}

REFUSALS = {
    "results.not_secretariat_or_chair": (
        _("Only the secretariat or the chair has the ranking computed."),
        _("Ask {ask}."),
    ),
    "results.embargo": (
        _("Before publication only the committee and its secretariat see ranks and scores."),
        _("Come back after publication, or ask {ask}."),
    ),
    "results.working_page": (
        _("This is a working page of the committee and its secretariat."),
        _("The published result is open to everybody; for anything else ask {ask}."),
    ),
    "results.not_chair": (_("Only the chair of the committee records the decision."), _("Ask {ask}.")),
    "results.not_secretariat": (_("Only the secretariat of this edition may do this."), _("Ask {ask}.")),
    "results.not_entrant": (
        _("This page is for the entrant itself and for the secretariat."),
        _("Sign in with the account of the entrant, or ask {ask}."),
    ),
    "results.not_juror": (
        _("A mirror shows a juror the own marks, and nobody else."),
        _("For the marks of an opened round ask {ask}."),
    ),
    "results.already_published": (
        _("The result of this edition is already public."),
        _("A published result stays as it is."),
    ),
    "results.nobody_stands": (
        _("No dossier of this edition has been found complete."),
        _("Screen the dossiers first."),
    ),
    "results.rounds_sealed": (
        _("These rounds are not opened yet: {rounds}."),
        _("The chair opens each round once a quorum of sheets is locked."),
    ),
    "results.run_superseded": (
        _("A newer ranking has been computed."),
        _("Decide on the newest one."),
    ),
    "results.category_not_ranked": (
        _("The category {category} has no entrant in this ranking."),
        _("Choose a category that was ranked."),
    ),
    "results.already_decided": (
        _("The category {category} has been decided on in this ranking."),
        _("To decide again, have the ranking computed anew."),
    ),
    "results.reason_needed": (_("The decision has no reason."), _("Write why the committee decides so.")),
    "results.no_run": (_("No ranking has been computed."), _("Compute the ranking first.")),
    "results.undecided": (
        _("The chair has not decided on: {categories}."),
        _("Each category needs a decision first."),
    ),
    "results.not_confirmed": (
        _("The chair did not confirm the ranking of: {categories}."),
        _("Mend what the reason names, then compute the ranking anew."),
    ),
    "results.inputs_changed": (
        _("The rulebook, a value or a mark has changed since this ranking was computed."),
        _("Compute the ranking anew and decide on it."),
    ),
    "results.reports_wait": (
        _("The reports of this run are being computed already."),
        _("Wait until they are done; the plenary page shows how far it is."),
    ),
    "results.reports_broken": (
        _("The computing of the reports broke off by a fault of this site."),
        _("Ask for them again. Tell the operator if it happens again."),
    ),
    "results.not_standing": (
        _("Feedback is written for complete dossiers only."),
        _("Choose an entrant that was judged."),
    ),
    "results.feedback_empty": (
        _("The feedback is empty."),
        _("Write a strength or a next step."),
    ),
    "results.not_published": (
        _("The result of this edition is not public yet."),
        _("Come back on the day of publication."),
    ),
    "results.no_nomination": (_("There is no such entrant."), _("Choose one from the list of entrants.")),
    "results.no_recipient": (_("There is no such recipient."), _("Choose one from the published result.")),
}
refusals.register(REFUSALS)
refusals.register_way("results.working_page", _("See the result"), view="results:edition", fact="edition")


def tie_rule(rule: str, category: Category) -> str:
    """Return in words which rule separated equals."""
    name, _colon, wanted = rule.partition(":")
    match name:
        case "":
            return ""
        case "criterion":
            return gettext("separated by the criterion “%(title)s”") % {
                "title": title_of(category.criterion(wanted).title)
            }
        case "stage":
            return gettext("separated by the points of the stage “%(title)s”") % {
                "title": title_of(category.stage(wanted).title)
            }
        case "worst_stage":
            return gettext("separated by the weakest stage")
        case "dimension":
            groups = {one.id: one.title for stage in category.stages for one in stage.dimensions}
            return gettext("separated by the dimension “%(title)s”") % {"title": title_of(groups[wanted])}
        case "worst_dimension":
            return gettext("separated by the weakest dimension")
        case "copeland":
            return gettext("separated by how many jurors preferred whom")
        case "lot":
            return gettext("separated by a lot drawn from the public seed")
        case "joint":
            return gettext("equal under every rule; the rank is shared")
    return rule


def exclusion(reason: str, category: Category) -> str:
    """Return in words why an entrant is not ranked."""
    kind, _colon, wanted = reason.partition(":")
    if kind == "missing":
        return gettext("no value for “%(title)s”, which this category cannot do without") % {
            "title": title_of(category.criterion(wanted).title)
        }
    if kind == "below_pass_mark":
        return gettext("fewer points in the stage “%(title)s” than it asks for") % {
            "title": title_of(category.stage(wanted).title)
        }
    if kind == "not_finalist":
        return gettext("did not pass to the stage “%(title)s”") % {
            "title": title_of(category.stage(wanted).title)
        }
    return reason


def award(kind: str, place: int | None, skipped: str) -> str:
    """Return in words what an entrant is awarded by its rank, or why it was skipped; empty for nothing."""
    if skipped:
        return gettext("skipped: its province already has as many places as one may have")
    if kind == "winner":
        return gettext("winner, place %(place)s") % {"place": place}
    if kind == "consolation":
        return gettext("consolation, place %(place)s") % {"place": place}
    return ""


def unmeasured(reason: str) -> str:
    """Return why Krippendorff's alpha cannot be computed, in one sentence."""
    told = {
        "one_entrant": gettext("only one entrant was marked by two jurors, so there is nothing to compare"),
        "no_overlap": gettext("no entrant was marked by two jurors"),
        "all_equal": gettext("all marks are the same, so that chance alone would agree as well"),
    }
    why = told.get(reason) or gettext("the marks do not suffice")
    return gettext("Krippendorff's alpha cannot be computed: %(why)s.") % {"why": why}


def group(rule: str, rulebook: Rulebook) -> str:
    """Return in words for which group a prize is given; empty when there is one for all."""
    kind, _colon, wanted = rule.partition(":")
    if kind == "category":
        return title_of(rulebook.category(wanted).title)
    if kind == "province":
        return gettext("province %(code)s") % {"code": wanted}
    return wanted


def value(criterion: Criterion, text: str) -> str:
    """Return a claimed or verified value as people read it; what does not fit stays as it is."""
    if not text:
        return ""
    if criterion.kind == "yes_no":
        return {"yes": gettext("Yes"), "no": gettext("No")}.get(text, text)
    if criterion.kind == "ladder":
        level = criterion.level(text)
        return title_of(level.title) if level else text
    try:
        number = Fraction(text) if "/" in text else Decimal(text)
    except (InvalidOperation, ValueError, ZeroDivisionError):
        return text
    match criterion.unit:
        case "share":
            return formats.percent(number, 1, 2)
        case "percent":
            return formats.percent(number, 100, 2)
        case "rupiah":
            return formats.rupiah(number)
        case "months":
            return gettext("%(number)s months") % {"number": formats.number(number)}
    return formats.number(number)


def amount(kind: str, text: str) -> str:
    """Return a part of a story as people read it: a count, rupiah, or the text itself."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return {"count": formats.number, "rupiah": formats.rupiah}.get(kind, lambda _number: text)(number)
