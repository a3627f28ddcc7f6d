"""One category of format /2 from the body of its rules, as the spec cases write it."""

from tests.spec.case import Case

from paritrana.core.rulebook import Category


def category_of(rules: str) -> Category:
    """Return the category; rules: its keys, then its stages as [[stage]] and [[stage.criterion]]."""
    return Case("", "", rules, format=2).book().categories[0]
