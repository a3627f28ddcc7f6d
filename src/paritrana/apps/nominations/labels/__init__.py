"""The words of nominations; importing it registers every refusal."""

from paritrana.apps.nominations.labels import office, refusals

__all__ = ["office", "refusals"]
