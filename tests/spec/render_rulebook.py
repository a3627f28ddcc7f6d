"""The manual's rulebook explained and compared in words: docs/reference/method/rulebook-in-words.md."""

import re

from tests.spec.render_method import SAMPLES, book, results

from paritrana.core.ranking.reports import effective_weights_of
from paritrana.core.rulebook.diff import diff_text
from paritrana.core.rulebook.explain import explain
from paritrana.core.scoring import read_marks, read_values

HEAD = """\
# A rulebook in words

What `paritrana rulebook diff` and `paritrana rulebook explain` write of the example in [the
manual](README.md). Their options: [commands of the method](../cli-method.md). This page is generated.

## What changed

`samples/manual/rulebook-next.toml` is the next version of the book. Every change is told under its
category and stage:

```
{english}```

Dalam bahasa Indonesia:

```
{indonesian}```

## The method as a document for the public

With values and marks, the *effective weight* of a criterion stands beside its nominal one:
`w·cov(x, S)/var(S)`, the share of the differences between scores that came from it (Becker, Saisana,
Paruolo and Vandecasteele 2017, Ecological Indicators 80, 12–22).
Below, headings stand two levels lower than in the file.
"""


def page() -> str:
    """Return the whole page as Markdown."""
    old, new = book(), book("rulebook-next.toml")
    head = HEAD.format(english=diff_text(old, new, "en"), indonesian=diff_text(old, new, "id"))
    values = read_values((SAMPLES / "values.csv").read_bytes()).cells
    marks = read_marks((SAMPLES / "marks.csv").read_bytes()).cells
    weights = effective_weights_of(results()[0], values, marks)
    told = (explain(old, language, effective=weights) for language in ("en", "id"))
    return head + "".join("\n" + re.sub(r"^#", "###", text, flags=re.MULTILINE) for text in told)
