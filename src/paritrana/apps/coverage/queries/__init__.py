"""Reading deliveries, runs and published figures; `figure_for` is what other rooms ask."""

from paritrana.apps.coverage.queries.published import Published, figure_for

__all__ = ["Published", "figure_for"]
