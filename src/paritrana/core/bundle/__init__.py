"""The published result as one ZIP, and the check of such a ZIP by code that shares nothing with the engine.

To publish with a ledger: make the `contents`, append a leaf that names their `digest`, take the
checkpoint, then `write`.  `verify` is the stand-alone checker's own function.
"""

from paritrana.core.bundle.building import build, checker_source, contents, digest, write
from paritrana.core.bundle.verifier import Report, UnreadableError, verify

__all__ = ["Report", "UnreadableError", "build", "checker_source", "contents", "digest", "verify", "write"]
