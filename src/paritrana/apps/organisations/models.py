"""Organisations, who serves in them with which mandate, and how people are let in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations import rules, states
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock


class Organisation(models.Model):
    """A government, village, employer, BPJS office, committee secretariat or another office.

    region: where it is (for a government or village: what it governs).  parent and service_area: the tree
    of BPJS offices; a regional office spans provinces.  size and sector: of employers only.
    """

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in states.Kind])
    name = models.CharField(max_length=200)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    service_area = models.ManyToManyField(Region, blank=True, related_name="served_by")
    size = models.CharField(max_length=10, blank=True, choices=[(size, size) for size in states.Size])
    sector = models.CharField(max_length=60, blank=True)
    made_up = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("organisation")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind"],
                condition=models.Q(
                    kind__in=[states.Kind.PROVINCE, states.Kind.REGENCY_CITY, states.Kind.VILLAGE]
                ),
                name="organisations_one_government_per_region",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person serves one organisation in one role, for the time of a mandate.

    ended_at closes it for good: hand-over ends one membership and begins another; history stays.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role, role) for role in states.Role])
    office = models.CharField(max_length=160)
    standing = models.CharField(max_length=12, choices=[(one, one) for one in states.Standing])
    mandate_start = models.DateField()
    mandate_end = models.DateField(null=True, blank=True)
    may_sign = models.BooleanField(default=False)  # the head or the deputy, who may give the statement
    successor_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("membership")
        ordering = ["organisation", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mandate_end__isnull=True)
                | models.Q(mandate_end__gte=models.F("mandate_start")),
                name="organisations_mandate_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="organisations_one_live_membership",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}, {self.organisation}"


class Invitation(models.Model):
    """A one-use link into an organisation.  Only the hash of its secret is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=[(role, role) for role in states.Role])
    office = models.CharField(max_length=160)
    standing = models.CharField(max_length=12, choices=[(one, one) for one in states.Standing])
    mandate_start = models.DateField()
    mandate_end = models.DateField(null=True, blank=True)
    may_sign = models.BooleanField(default=False)
    replaces = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT)
    reason = models.CharField(max_length=200, blank=True)  # of the hand-over, when it replaces somebody
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, default=states.InvitationState.SENT)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.office}"

    @property
    def state_now(self) -> states.InvitationState:
        return rules.state_now(self.state, expires_at=self.expires_at, now=clock.now())
