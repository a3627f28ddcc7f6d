"""The words of nominations; importing it registers every refusal."""

from paritrana.apps.nominations.labels import refusals

__all__ = ["refusals"]
