"""Addresses of the rooms' pages to which the portal sends people."""

from django.urls import reverse


def coverage() -> str:
    return reverse("coverage:explorer")


def deliveries() -> str:
    return reverse("coverage:deliveries")


def programme() -> str:
    return reverse("protection:cockpit")


def coverage_runs() -> str:
    return reverse("coverage:runs")


def coverage_run(pk: int) -> str:
    return reverse("coverage:run", args=[pk])


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
    return reverse("nominations:proposals", args=[slug])


def dossiers() -> str:
    return reverse("nominations:entrant")


def dossier(pk: int) -> str:
    return reverse("nominations:dossier", args=[pk])


def interview(pk: int) -> str:
    return reverse("judging:interview-entrant", args=[pk])


def screening(slug: str) -> str:
    return reverse("nominations:screening", args=[slug])


def forwarding(slug: str) -> str:
    return reverse("nominations:forwarding", args=[slug])


def verification(slug: str) -> str:
    return reverse("nominations:verification", args=[slug])


def marking() -> str:
    return reverse("judging:seat-list")


def ties(slug: str) -> str:
    return reverse("judging:ties", args=[slug])


def queue(slug: str) -> str:
    return reverse("judging:queue", args=[slug])


def rounds(slug: str) -> str:
    return reverse("judging:round-list", args=[slug])


def interviews(slug: str) -> str:
    return reverse("judging:interview-list", args=[slug])


def ranking(slug: str) -> str:
    return reverse("results:desk", args=[slug])


def mirror(slug: str) -> str:
    return reverse("results:mirror", args=[slug])


def chair(slug: str) -> str:
    return reverse("results:chair", args=[slug])


def results() -> str:
    return reverse("results:index")


def results_of(slug: str) -> str:
    return reverse("results:edition", args=[slug])


def ledger(log: str) -> str:
    return reverse("ledger:log", args=[log])


def outbox() -> str:
    return reverse("notices:outbox")
