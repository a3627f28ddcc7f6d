"""Which colour a status word wears. Words a room does not find here are neutral."""

TONES = frozenset({"neutral", "info", "good", "warn", "bad", "gold"})

_WORDS = {
    "info": "submitted sent open opened running in_progress active invited scheduled assigned proposed "
    "forwarded screening",
    "good": "done complete completed verified accepted passed confirmed locked signed saved published "
    "eligible ready success",
    "warn": "returned repair waiting pending due late queued partial unverified warning objected",
    "bad": "rejected refused failed withdrawn disqualified overdue error expired conflict revoked danger",
    "gold": "winner recipient finalist award",
}
_TONE_OF_WORD = {word: tone for tone, words in _WORDS.items() for word in words.split()}


def tone_of(state: object) -> str:
    """The tone of a tone's own name or of a common state word."""
    word = str(state).lower()
    return word if word in TONES else _TONE_OF_WORD.get(word, "neutral")
