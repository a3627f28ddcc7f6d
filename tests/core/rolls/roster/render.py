"""The reference page of roster codes and repairs, written from the tables the check is made of."""

from paritrana.core.rolls.roster import CODES, REPAIRS


def page() -> str:
    """Return the page docs/reference/roster-codes.md."""
    parts = [
        "# Faults and doubts of rosters\n",
        "What `paritrana roster check` says of a row. Written from the code. "
        "How cells are read: [Rosters](roster.md).\n",
    ]
    for title, hard in (
        ("Faults: the row is rejected", True),
        ("Doubts: the row is accepted, somebody should look", False),
    ):
        rows = [
            f"| `{one.code}` | {f'`{one.column}`' if one.column else ''} "
            f"| {': '.join(one.told('en'))} | {': '.join(one.told('id'))} |"
            for one in CODES
            if one.hard == hard
        ]
        parts.append(
            f"## {title}\n\n| code | field | English | Indonesia |\n|---|---|---|---|\n"
            + "\n".join(rows)
            + "\n"
        )
    rows = [
        f"| `{code}` | {', '.join(f'`{one}`' for one in mends)} | {english} | {indonesian} |"
        for code, (english, indonesian, mends, _) in REPAIRS.items()
    ]
    parts.append(
        "## Repairs\n\n| repair | mends | English | Indonesia |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )
    return "\n".join(parts)
