"""What an interview's time and place must be."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from paritrana.errors import BadInput

LONGEST = timedelta(hours=12)
MOST_DELEGATES = 20
LONGEST_TEXT = 160


def check_span(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse an interview that ends before it starts, or lasts longer than half a day."""
    if starts_at.tzinfo is None or ends_at.tzinfo is None:
        raise BadInput("judging.interview_without_zone")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise BadInput("judging.interview_span")


def overlaps(first: tuple[datetime, datetime], second: tuple[datetime, datetime]) -> bool:
    """Say whether two spans share a moment; one that begins as the other ends does not."""
    return first[0] < second[1] and second[0] < first[1]


def clean_delegation(rows: Sequence[object]) -> list[dict[str, str]]:
    """Return the delegation as rows of office, standing and note; nameless rows leave.

    A row is a mapping, or a text that is the office alone.
    """
    clean = []
    for row in rows:
        given = row if isinstance(row, dict) else {"office": row}
        texts = {key: str(given.get(key, "") or "").strip() for key in ("office", "standing", "note")}
        if any(len(text) > LONGEST_TEXT for text in texts.values()):
            raise BadInput("judging.delegation_too_long", limit=LONGEST_TEXT)
        if texts["office"]:
            clean.append(texts)
    if len(clean) > MOST_DELEGATES:
        raise BadInput("judging.delegation_too_many", limit=MOST_DELEGATES)
    return clean
