"""A made-up roll with a known truth: real village codes, invented persons, and an answer key of its own.

The key is computed from the arrays the roll was made of, month by month and person by person, without any of
the code that refreshes a lake or answers a question.
"""

from paritrana.core.coverage.synth.making import Made, synthesise

__all__ = ["Made", "synthesise"]
