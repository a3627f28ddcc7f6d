"""Addresses of the rooms' pages to which the portal sends people."""

from django.urls import reverse


def edition(slug: str) -> str:
    return reverse("awards:edition-detail", args=[slug])


def cockpit(slug: str) -> str:
    return reverse("portal:cockpit", args=[slug])


def committee(slug: str) -> str:
    return reverse("awards:committee-manage", args=[slug])


def calendar(slug: str) -> str:
    return reverse("awards:calendar-manage", args=[slug])


def announce(slug: str) -> str:
    return reverse("awards:edition-announce", args=[slug])


def approve(slug: str, version: int) -> str:
    return reverse("awards:rulebook-approve", args=[slug, version])


def proposals(slug: str) -> str:
    return f"/usulan/{slug}"


def dossiers() -> str:
    return "/peserta"


def dossier(pk: int) -> str:
    return f"/peserta/{pk}"


def screening(slug: str) -> str:
    return f"/sekretariat/{slug}/saring"


def forwarding(slug: str) -> str:
    return f"/sekretariat/{slug}/penerusan"


def verification(slug: str) -> str:
    return f"/verifikasi/{slug}"


def marking() -> str:
    return "/juri"


def marking_in(slug: str) -> str:
    return f"/juri/{slug}"


def ties(slug: str) -> str:
    return f"/juri/{slug}/benturan"


def sheet(pk: int) -> str:
    return f"/juri/lembar/{pk}"


def rounds(slug: str) -> str:
    return f"/sekretariat/{slug}/putaran"


def interviews(slug: str) -> str:
    return f"/sekretariat/{slug}/wawancara"


def ranking(slug: str) -> str:
    return f"/sekretariat/{slug}/hasil"


def chair(slug: str) -> str:
    return f"/ketua/{slug}"


def results() -> str:
    return "/hasil"


def results_of(slug: str) -> str:
    return f"/hasil/{slug}"


def ledger(log: str) -> str:
    return f"/jejak/{log}"


def outbox() -> str:
    return "/kotak-keluar"
