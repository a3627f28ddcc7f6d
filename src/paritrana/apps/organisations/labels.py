"""Words of organisations, roles, standings and invitations, and what the room says when it refuses."""

from django.utils.translation import gettext_lazy as _

from paritrana.apps.organisations.states import InvitationState, Kind, Role, Size, Standing
from paritrana.ui import refusals

KIND = {
    Kind.PROVINCE: _("Provincial government"),
    Kind.REGENCY_CITY: _("Regency or city government"),
    Kind.VILLAGE: _("Village"),
    Kind.EMPLOYER: _("Employer"),
    Kind.PUBLIC_SERVICE: _("Public service"),
    Kind.BPJS_OFFICE: _("BPJS Ketenagakerjaan office"),
    Kind.OFFICE: _("Office or association"),
    Kind.SECRETARIAT: _("Committee secretariat"),
}
SIZE = {
    Size.LARGE: _("Large"),
    Size.MEDIUM: _("Medium"),
    Size.SMALL: _("Small"),
    Size.MICRO: _("Micro"),
}
ROLE = {
    Role.SECRETARIAT: _("Secretariat"),
    Role.PROPOSER: _("Proposer"),
    Role.VERIFIER: _("Verifier"),
    Role.ENTRANT: _("Entrant"),
    Role.JUROR: _("Juror"),
    Role.AUDITOR: _("Auditor"),
    Role.COVERAGE: _("Coverage officer"),
}
ROLE_ORDER = {role: place * 10 for place, role in enumerate(Role, start=1)}
STANDING = {
    Standing.DEFINITIVE: _("Definitive"),
    Standing.ACTING_PJ: _("Acting (Pj)"),
    Standing.ACTING_PLT: _("Acting (Plt)"),
    Standing.STAFF: _("Staff"),
}
INVITATION = {
    InvitationState.SENT: _("Waiting"),
    InvitationState.ACCEPTED: _("Accepted"),
    InvitationState.WITHDRAWN: _("Withdrawn"),
    InvitationState.EXPIRED: _("Expired"),
}
INVITATION_TONE = {
    InvitationState.SENT: "info",
    InvitationState.ACCEPTED: "good",
    InvitationState.WITHDRAWN: "neutral",
    InvitationState.EXPIRED: "warn",
}
SYSTEM = _("The system")

_ASK = _("Ask the secretariat of your province, or the operator of this site.")
_NEW_LINK = _("Ask whoever invited you for a new link.")
_RELOAD = _("Reload the page to see how things stand.")

refusals.register(
    {
        "organisations.may_not_see": (_("This organisation is not within your reach."), _ASK),
        "organisations.may_not_create": (_("Your role does not enter such an organisation here."), _ASK),
        "organisations.may_not_manage": (_("Your role does not manage this organisation."), _ASK),
        "organisations.may_not_invite": (_("Your role does not invite people in this role here."), _ASK),
        "organisations.operator_only": (
            _("Only the operator does this without an invitation."),
            _("Send an invitation instead."),
        ),
        "organisations.none": (_("There is no such organisation."), _("Go back to the list.")),
        "organisations.no_member": (_("There is no such member."), _("Go back to the organisation.")),
        "organisations.no_invitation": (_("There is no such invitation."), _("Go back to the organisation.")),
        "organisations.unknown_kind": (
            _("“{kind}” is no kind of organisation."),
            _("Choose one of the list."),
        ),
        "organisations.unknown_size": (_("“{size}” is no size of business."), _("Choose one of the list.")),
        "organisations.unknown_role": (_("“{role}” is no role."), _("Choose one of the list.")),
        "organisations.unknown_standing": (
            _("“{standing}” is no standing of an office holder."),
            _("Choose one of the list."),
        ),
        "organisations.name_missing": (_("The name is empty."), _("Write the official name in full.")),
        "organisations.office_missing": (
            _("The office is empty."),
            _("Write the office held, for example “Acting Regent”."),
        ),
        "organisations.region_unfit": (
            _("The region {region} does not fit this kind of organisation."),
            _("Choose the province, regency or city, or village that it governs."),
        ),
        "organisations.size_of_employers_only": (
            _("Only employers and public services have a size and a sector."),
            _("Leave both empty."),
        ),
        "organisations.tree_of_bpjs_only": (
            _("Only BPJS Ketenagakerjaan offices have a head office and a service area."),
            _("Leave both empty."),
        ),
        "organisations.tree_in_a_circle": (
            _("An office cannot stand below itself."),
            _("Choose another head office."),
        ),
        "organisations.area_outside": (
            _("A part of the service area is outside your reach."),
            _("Leave out what lies outside, or ask the operator."),
        ),
        "organisations.government_exists": (
            _("This government is entered already: {name}."),
            _("Open it from the list and invite its people there."),
        ),
        "organisations.role_unfit": (
            _("This kind of organisation has nobody in this role."),
            _("Choose another role."),
        ),
        "organisations.mandate_ends_before_start": (
            _("The mandate ends before it begins."),
            _("Change one of the two dates."),
        ),
        "organisations.reason_missing": (_("The reason is missing."), _("Write it in a sentence.")),
        "organisations.staff_cannot_sign": (
            _("Only the head or the deputy signs; staff do not."),
            _("Choose another standing, or leave out the right to sign."),
        ),
        "organisations.member_already": (
            _("This person serves here in this role already."),
            _("End that membership first, or choose another role."),
        ),
        "organisations.membership_over": (_("This membership is over already."), _RELOAD),
        "organisations.account_closed": (_("This account is closed."), _ASK),
        "organisations.replaces_other": (
            _("The office to be handed over is in another organisation or role."),
            _("Start the hand-over from the member’s line."),
        ),
        "organisations.first_person_only": (
            _("This organisation has people already, who invite their own colleagues."),
            _("Ask one of them, or the secretariat."),
        ),
        "organisations.invitation_unknown": (_("This invitation link is not known."), _NEW_LINK),
        "organisations.invitation_accepted": (
            _("This invitation link has been used; it works once."),
            _("Sign in with the account that was made with it, or ask whoever invited you."),
        ),
        "organisations.invitation_withdrawn": (_("This invitation was withdrawn."), _NEW_LINK),
        "organisations.invitation_expired": (
            _("This invitation link was valid for 14 days, which are over."),
            _NEW_LINK,
        ),
        "organisations.invitation_own": (
            _("You sent this invitation yourself; it is for somebody else."),
            _("Copy the link and send it. To try it, sign out first."),
        ),
        "organisations.invitation_sign_in": (
            _("There is an account with this e-mail address already."),
            _("Sign in with it, then open the link again."),
        ),
        "organisations.invitation_password": (_("A new account needs a password."), _("Choose one.")),
    }
)
