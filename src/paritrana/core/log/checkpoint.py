"""The text that fixes a log at one moment.  Source: C2SP tlog-checkpoint, without signature lines."""

import base64
import binascii
from dataclasses import dataclass

from paritrana.errors import BadInput


@dataclass(frozen=True)
class Checkpoint:
    """Which log (`origin`), how many leaves (`size`) and their root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """Return the checkpoint written in `text`; raises BadInput when it is none."""
        lines = text.split("\n")
        try:
            origin, size = lines[0], int(lines[1])
            found = base64.b64decode(lines[2], validate=True)
        except (IndexError, ValueError, binascii.Error) as fault:
            raise BadInput("log.checkpoint_unreadable") from fault
        canonical = lines[1] == str(size) and lines[2] == base64.b64encode(found).decode()
        if not origin or size < 0 or not canonical or len(found) != 32:
            raise BadInput("log.checkpoint_unreadable")
        return cls(origin, size, found)
