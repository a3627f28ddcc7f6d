"""Small cells: which figures of a published table are withheld, so that nobody can subtract them back.

A figure is *small* when it stands for at least one and fewer than k persons.  Small figures are withheld,
and with them as many others as it takes that every small figure keeps a range of at least k.
What is promised and what is not: docs/explanation/disclosure.md.
"""

from paritrana.core.disclosure.decide import Decision, decide
from paritrana.core.disclosure.grid import TOTAL

__all__ = ["TOTAL", "Decision", "decide"]
