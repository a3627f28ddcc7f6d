"""All writes of the room, by noun: organisations, memberships, invitations."""
