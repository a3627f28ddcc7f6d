"""What the roles of a village are called there, and what is refused."""

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.states import VillageRole
from paritrana.apps.regions.models import Region
from paritrana.ui import refusals

ROLE = {
    VillageRole.HEAD: _("Village head"),
    VillageRole.SECRETARY: _("Village secretary"),
    VillageRole.OFFICIAL: _("Village officials"),
    VillageRole.COUNCIL_CHAIR: _("Chair of the BPD"),
    VillageRole.COUNCIL_MEMBER: _("Members of the BPD"),
    VillageRole.RT: _("Heads of RT"),
    VillageRole.RW: _("Heads of RW"),
    VillageRole.HONORARY: _("Honorary staff (non-ASN)"),
}
refusals.register(
    {
        "post.bad_count": (
            _("The number is out of range."),
            _("Enter a whole number, at most {most}."),
        ),
        "post.only_one": (
            _("A village has one head, one secretary and one chair of its council."),
            _("Enter 1, or 0 while the post is vacant."),
        ),
        "post.more_than_all": (
            _("{stated} are said to be covered, of {number} that there are."),
            _("Look at both numbers again."),
        ),
        "post.not_here": (_("This place has no such role."), _("Choose one of the list.")),
        "post.none_held": (_("This worker holds no role."), _("Reload the page to see how things stand.")),
    }
)


def role_text(role: str, village: Region | None = None) -> str | Promise:
    """Return what a role is called, under its local name where that was checked for this village."""
    if village is not None and village.words_checked:
        if role == VillageRole.HEAD and village.head_title:
            return str(capfirst(village.head_title))
        if role == VillageRole.COUNCIL_CHAIR and village.council_title:
            return gettext("Chair of the %(council)s") % {"council": village.council_title}
        if role == VillageRole.COUNCIL_MEMBER and village.council_title:
            return gettext("Members of the %(council)s") % {"council": village.council_title}
    return ROLE[VillageRole(role)]
