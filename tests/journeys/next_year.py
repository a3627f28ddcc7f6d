"""What others did in the demo before the programme's journey begins: `python next_year.py FOLDER`.

The BPJS office delivers workers by region as a survey of 2023 would have them and publishes the coverage of
2024 as the register of spring 2024 gives it; the edition of period 2024 opens with the regency among its
entrants.  All of it is made up.  The number of the regency's dossier is printed.
"""

import sys
from datetime import date
from pathlib import Path

REGENCY, PROVINCE = "71.07", "71"
WORKERS = 54_500
YEAR = "2024"


def main(folder: Path) -> None:
    from paritrana.cli import site

    site._environment(folder, demo=True, port=8000)
    site.prepare()
    from django.db import transaction

    with transaction.atomic():
        _publish_spring()
        sys.stdout.write(f"{_open_edition()}\n")


def _publish_spring() -> None:
    from django.core.files.base import ContentFile
    from tests.journeys import play

    from paritrana.apps.accounts.models import User
    from paritrana.apps.coverage.commands import deliveries, runs, work
    from paritrana.apps.coverage.states import Schema
    from paritrana.apps.regions.models import Region

    first = User.objects.get(label=play.COVERAGE_OFFICER)
    second = User.objects.get(label=play.COVERAGE_PUBLISHER)
    codes = Region.objects.filter(parent=PROVINCE).order_by("code").values_list("code", flat=True)
    lines = ["region_code,segment,vintage,value,rse,source"]
    lines += [f"{code},,2023-08,{WORKERS},2.1,Rekaan seolah-olah Sakernas Agustus 2023" for code in codes]
    made = deliveries.deliver(
        schema=Schema.DENOMINATORS,
        organisation=first.memberships.get().organisation,
        as_of=date(2023, 8, 31),
        source="Rekaan untuk peragaan",
        uploads=[ContentFile("\n".join(lines).encode(), name="pekerja-2023.csv")],
        made_up=True,
        by=first,
    )
    made = work.take_delivery(made)
    assert made.state == "done", made.facts
    run = work.take_run(runs.ask(year=YEAR, denominators=made, months=["06"], by=first))
    assert run.state == "computed", run.fault
    runs.publish(run=runs.approve(run=run, by=first), by=second)


def _open_edition() -> int:
    from django.conf import settings
    from tests.journeys import play

    from paritrana.apps.accounts.models import User
    from paritrana.apps.awards.commands import calendar, editions
    from paritrana.apps.awards.models import Edition
    from paritrana.apps.nominations.commands import proposals
    from paritrana.apps.organisations.models import Organisation

    source = Edition.objects.get(slug=play.SULUT)
    text = (settings.SAMPLES_DIR / "rulebooks" / f"{play.SULUT}.toml").read_text("utf-8")
    office = User.objects.get(label=play.SULUT_OFFICE)
    made = editions.copy(source=source, rulebook_text=text.replace("2023", YEAR), by=office)
    editions.announce(edition=made, by=office)
    calendar.open_phase(phase=made.phases.get(kind="nomination"), by=office)
    proposer = User.objects.get(label=play.TONDANO_PROPOSER)
    dossier = proposals.propose(
        edition=made,
        category="regency-city",
        organisation=Organisation.objects.get(kind="regency_city", region=REGENCY),
        proposer=proposer.memberships.get().organisation,
        reason="Usulan rekaan untuk peragaan.",
        by=proposer,
    )
    proposals.accept(nomination=dossier, by=User.objects.get(label=play.REGENT))
    return dossier.pk


if __name__ == "__main__":
    main(Path(sys.argv[1]))
