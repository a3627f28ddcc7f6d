"""Codes become sentences; an error that leaves a view becomes a page, a fragment or JSON."""

import json

import pytest
from django.test import RequestFactory
from django.utils.translation import gettext_lazy as _

from paritrana.errors import BadInput, DataFaults, Fault, NotFound, NotPermitted, ParitranaError, RuleRefused
from paritrana.server.middleware.refusals import Refusals
from paritrana.ui import refusals

refusals.register({"probe.full": (_("Already {quota} sent."), _("Withdraw one of {quota}."))})


def answer(error, path="/", **headers):
    request = RequestFactory().get(path, headers=headers)
    return Refusals(lambda asked: None).process_exception(request, error)


def test_a_registered_code_is_told_with_its_facts():
    told = refusals.explain(RuleRefused("probe.full", quota=2))
    assert (told.status, told.sentence, told.cure) == (409, "Already 2 sent.", "Withdraw one of 2.")


def test_a_missing_fact_is_a_dash_and_attributes_are_out_of_reach():
    refusals.register({"probe.sly": ("{quota.__class__} and {missing}", "")})
    assert refusals.explain(RuleRefused("probe.sly", quota=2)).sentence == "– and –"


def test_an_unknown_code_gets_the_sentence_of_its_status():
    told = refusals.explain(NotPermitted("probe.nobody_wrote_this"))
    assert told.status == 403
    assert told.sentence == str(refusals.GENERAL[403][0])


def test_two_sentences_for_one_code_are_refused():
    with pytest.raises(ValueError, match=r"probe\.full"):
        refusals.register({"probe.full": ("Other words", "")})


@pytest.mark.parametrize(
    ("kind", "status"), [(BadInput, 422), (NotPermitted, 403), (NotFound, 404), (RuleRefused, 409)]
)
def test_the_api_answers_json_with_the_status(kind, status):
    response = answer(kind("probe.full", quota=2), path="/api/v1/results")
    assert response.status_code == status
    assert json.loads(response.content)["error"]["facts"] == {"quota": "2"}


def test_faults_are_all_told():
    faults = [Fault(line=3, code="sum", sentence="Does not add up", cure="Check the parts")]
    response = answer(DataFaults(faults), accept="application/json")
    assert json.loads(response.content)["error"]["faults"][0]["line"] == 3


def test_htmx_gets_a_fragment():
    response = answer(RuleRefused("probe.full", quota=2), **{"hx-request": "true"})
    assert response.status_code == 409
    assert b"Already 2 sent." in response.content
    assert b"<html" not in response.content


def test_our_own_faults_and_foreign_errors_go_on_to_the_log():
    assert answer(ParitranaError("broken")) is None
    assert answer(KeyError("x")) is None
