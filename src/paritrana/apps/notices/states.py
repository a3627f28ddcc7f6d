"""What became of a message."""

from enum import StrEnum, auto


class Delivery(StrEnum):
    KEPT = auto()  # in the outbox only: no mail leaves the house, or not yet
    SENT = auto()
    FAILED = auto()
