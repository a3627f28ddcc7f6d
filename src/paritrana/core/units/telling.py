"""What a fault of a file says in both languages: English sentence and cure, then the Indonesian two."""

from collections.abc import Mapping

from paritrana.errors import Fault

type Wording = tuple[str, str, str, str]


def told_fault(
    wordings: Mapping[str, Wording], code: str, line: int, *, file: str = "", **facts: object
) -> Fault:
    """Return the fault of a code, its facts put into both languages; long or odd values are shortened."""
    shown = {name: printable(value) for name, value in facts.items()}
    sentence, cure, sentence_id, cure_id = (text.format(**shown) for text in wordings[code])
    return Fault(line, code, sentence, cure, file, indonesian=(sentence_id, cure_id))


def printable(value: object, *, longest: int = 120) -> str:
    """Return a value as one short line that a terminal shows safely."""
    text = str(value) if not isinstance(value, str) else value[: longest + 1]
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return text if len(text) <= longest else text[:longest] + "…"
