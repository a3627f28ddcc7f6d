"""What every figure bears: source, definition, citation, permanent link, and files to keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.models import Snapshot
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.states import Measure
from paritrana.apps.coverage.tables import figures as tables
from paritrana.ui.charts import Figure

NAMES = {"svg": "SVG", "png": "PNG", "csv": "CSV", "xlsx": "Excel"}


@dataclass(frozen=True)
class Origin:
    """Where one figure comes from.  files: name and address of each form in which it can be kept."""

    title: str
    snapshot: Snapshot
    definition: str
    definition_url: str
    citation: str
    permanent: str
    files: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Shown:
    """A drawing with its origin."""

    figure: Figure
    origin: Origin


@dataclass(frozen=True)
class Page:
    """A page of figures under its address; gives each of them its origin."""

    request: HttpRequest
    snapshot: Snapshot
    query: str  # what leads here again, without "?"

    @property
    def address(self) -> str:
        """The address of the page, as it is cited."""
        path = f"{self.request.path}?{self.query}" if self.query else self.request.path
        return self.request.build_absolute_uri(path)

    def origin(self, title: str, measure: Measure, *, files: Sequence[tuple[str, str]] = ()) -> Origin:
        """Return the origin of one figure of the page."""
        return Origin(
            title=title,
            snapshot=self.snapshot,
            definition=str(MEASURES[measure].name),
            definition_url=f"{reverse('coverage:method')}#{measure}",
            citation=f"{title}. {tables.citation(self.snapshot, self.address)}",
            permanent=self.snapshot.get_absolute_url(),
            files=files,
        )

    def drawn(self, picture: Figure, measure: Measure) -> Shown:
        """Return a drawing with its origin and all its files."""
        return Shown(picture, self.origin(picture.title, measure, files=self.files(NAMES, picture.kind)))

    def files(self, forms: Sequence[str] | dict[str, str], picture: str = "") -> list[tuple[str, str]]:
        """Return name and address of the files of this page, or of one drawing on it."""
        query = QueryDict(self.query, mutable=True)
        if picture:
            query["gambar"] = picture
        found = []
        for form in forms:
            query["format"] = form
            found.append((NAMES[form], f"{self.request.path}?{query.urlencode()}"))
        return found

    def about(self, measure: Measure) -> dict[str, Any]:
        """Return what stands once a page, under all figures."""
        snapshot = self.snapshot
        return {
            "snapshot": snapshot,
            "run": snapshot.run,
            "meaning": MEASURES[measure],
            "citation": tables.citation(snapshot, self.address),
            "permanent": self.request.build_absolute_uri(snapshot.get_absolute_url()),
            "headings": [MEASURES[one].name for one in figures.MONTHLY],
            "suppress": snapshot.run.suppress,
        }


def source_line(snapshot: Snapshot) -> str:
    """Return the one line below a drawing that is taken along."""
    text = _("Source: snapshot no. %(number)s of coverage figures") % {"number": snapshot.number}
    return f"{text}. {_('Made-up figures.')}" if snapshot.made_up else f"{text}."
