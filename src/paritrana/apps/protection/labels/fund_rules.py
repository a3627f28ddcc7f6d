"""What the rules of a fund are called, and what is said when they cannot be."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels.words import SERVICE
from paritrana.apps.protection.rules.money import FundRules
from paritrana.ui import refusals

_CHOOSE = _("Choose among what is offered.")

refusals.register(
    {
        "fund.rules_same": (
            _("These rules are the ones that hold already; nothing was changed."),
            _("Change a rule, or go back."),
        ),
        "fund.quota_too_large": (_("A quota of more than {most} residents a village is a slip."), _CHOOSE),
        "fund.excludes_unknown": (_("A fund can exclude only {known}."), _CHOOSE),
        "fund.bad_deciles": (
            _("Poverty deciles are whole numbers from 1 to 10."),
            _("Write them as 1-4 or 1, 2, 3."),
        ),
        "fund.age_out_of_bounds": (
            _("The law lets in from {youngest} to {oldest} years; a fund can only narrow that."),
            _("Write an age between the two, or leave it empty."),
        ),
        "fund.ages_backwards": (_("The highest age lies below the lowest."), _("Look at both ages.")),
    }
)


def told(rules: FundRules) -> list[str]:
    """Return each rule of a fund as a short phrase."""
    found = []
    if rules.village_quota:
        found.append(
            ngettext(
                "Every village budgets for %(count)s resident",
                "Every village budgets for %(count)s residents",
                rules.village_quota,
            )
            % {"count": rules.village_quota}
        )
    if rules.desa_only:
        found.append(gettext("Kelurahan are left out"))
    if rules.from_agreement:
        found.append(gettext("Cover starts with the agreement"))
    return found + of_persons(rules)


def of_persons(rules: FundRules) -> list[str]:
    """Return what a fund asks of each person, beyond what holds for everybody."""
    found = []
    if rules.exclude:
        names = ", ".join(str(SERVICE[one]) for one in SERVICE if one in rules.exclude)
        found.append(gettext("Not for: %(who)s") % {"who": names})
    if rules.deciles:
        found.append(gettext("Only poverty deciles %(deciles)s") % {"deciles": deciles_text(rules.deciles)})
    if rules.youngest and rules.oldest:
        ages = {"youngest": rules.youngest, "oldest": rules.oldest}
        found.append(gettext("From %(youngest)s to %(oldest)s years old") % ages)
    elif rules.youngest:
        found.append(gettext("From %(youngest)s years old") % {"youngest": rules.youngest})
    elif rules.oldest:
        found.append(gettext("Up to %(oldest)s years old") % {"oldest": rules.oldest})
    return found


def deciles_text(deciles: tuple[int, ...]) -> str:
    """Return 1–4, 7 for 1, 2, 3, 4, 7."""
    parts: list[list[int]] = []
    for one in sorted(set(deciles)):
        if parts and one == parts[-1][-1] + 1:
            parts[-1].append(one)
        else:
            parts.append([one])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
