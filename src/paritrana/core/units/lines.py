"""On which line each key of a TOML text stands: a small map, since the standard parser keeps none.

It reads texts that `tomllib` accepted, and only as far as finding keys needs; a test holds the two together.
"""

import re
from bisect import bisect_right
from itertools import accumulate

type Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^\\"]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^\\"\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([btnfre"\\]))')
_SHORT = {
    "b": "\b",
    "t": "\t",
    "n": "\n",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    '"': '"',
    "\\": "\\",
}


def line_map(text: str) -> dict[Path, int]:
    """Return the 1-based line of every key path, items of arrays by their index: ("category", 0, "id")."""
    return _Scan(text).document()


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts = [0, *accumulate(len(line) for line in text.split("\n"))]
        self.starts = [start + number for number, start in enumerate(self.starts)]
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def document(self) -> dict[Path, int]:
        prefix: Path = ()
        while self._skip_blank() < len(self.text):
            if self._take("[["):
                prefix = self._header(repeated=True)
                self._expect("]]")
            elif self._take("["):
                prefix = self._header(repeated=False)
                self._expect("]")
            else:
                self._pair(prefix)
        return self.lines

    def _header(self, *, repeated: bool) -> Path:
        parts, line = self._key(), self._line()
        path: Path = ()
        for place, part in enumerate(parts):
            path += (part,)
            if repeated and place == len(parts) - 1:
                self.counts[path] = self.counts.get(path, -1) + 1
            self.lines.setdefault(path, line)
            if path in self.counts:
                path += (self.counts[path],)
                self.lines.setdefault(path, line)
        return path

    def _pair(self, prefix: Path) -> None:
        line, path = self._line(), prefix
        for part in self._key():
            path += (part,)
            self.lines.setdefault(path, line)
        self._expect("=")
        self._value(path)

    def _key(self) -> list[str]:
        parts = [self._key_part()]
        while self._skip_blank() >= 0 and self._take("."):
            parts.append(self._key_part())
        return parts

    def _key_part(self) -> str:
        self._skip_blank()
        if quoted := _STRING.match(self.text, self.at):
            self.at = quoted.end()
            inside = quoted[0][1:-1]
            return inside if quoted[0][0] == "'" else _ESCAPE.sub(_unescaped, inside)
        bare = _BARE_KEY.match(self.text, self.at)
        if bare is None:
            raise ValueError(f"no key at line {self._line()}")
        self.at = bare.end()
        return bare[0]

    def _value(self, path: Path) -> None:
        self._skip_blank()
        if self._take("{"):
            while self._skip_blank() >= 0 and not self._take("}"):
                self._pair(path)
                self._skip_blank()
                self._take(",")
        elif self._take("["):
            index = 0
            while self._skip_blank() >= 0 and not self._take("]"):
                self.lines[(*path, index)] = self._line()
                self._value((*path, index))
                index += 1
                self._skip_blank()
                self._take(",")
        else:
            plain = _STRING.match(self.text, self.at) or _BARE_VALUE.match(self.text, self.at)
            if plain is None:
                raise ValueError(f"no value at line {self._line()}")
            self.at = plain.end()

    def _skip_blank(self) -> int:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at
        return self.at

    def _take(self, mark: str) -> bool:
        if self.text.startswith(mark, self.at):
            self.at += len(mark)
            return True
        return False

    def _expect(self, mark: str) -> None:
        self._skip_blank()
        if not self._take(mark):
            raise ValueError(f"no {mark} at line {self._line()}")

    def _line(self) -> int:
        return bisect_right(self.starts, self.at)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    return chr(int(code, 16)) if code else _SHORT[found[4]]
