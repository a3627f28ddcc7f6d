"""Components write what a reader, with eyes or without, needs."""

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from paritrana.ui.tones import tone_of


def written(source, **context):
    request = RequestFactory().get("/daftar", {"cari": "a&b", "hal": "2"})
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


class Probe(forms.Form):
    name = forms.CharField(label="Name", help_text="As written")
    payer = forms.ChoiceField(label="Payer", widget=forms.RadioSelect, choices=[("a", "APBD"), ("b", "CSR")])


def test_a_field_ties_label_hint_and_error_together():
    page = written("{% field form.name %}", form=Probe({}))
    assert '<label class="form-label" for="id_name">' in page
    assert 'aria-describedby="id_name_hint id_name_error"' in page
    assert 'id="id_name_hint"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-invalid="true"' in page


def test_a_group_is_a_fieldset_with_every_choice_labelled():
    page = written("{% field form.payer %}", form=Probe({"payer": "b"}))
    assert "<legend" in page
    assert page.count('type="radio"') == page.count('class="form-check-input"') == 2
    assert 'for="id_payer_1"' in page
    assert page.count("checked") == 1


def test_the_error_summary_leads_to_each_control():
    page = written("{% form_errors form %}", form=Probe({}))
    assert 'href="#id_name"' in page
    assert 'href="#id_payer_0"' in page
    assert written("{% form_errors form %}", form=Probe()).strip() == ""


def test_user_text_is_escaped_everywhere():
    page = written(
        "{% tag 'good' bad %}{% crumb bad bad %}{% page_header bad lead=bad %}{% copy bad bad %}"
        "{% notice 'info' bad %}{% summary_row bad bad bad %}{% icon 'x' label=bad %}"
        "{% empty bad bad bad bad %}",
        bad='"><script>',
    )
    assert "<script>" not in page


def test_the_export_link_keeps_the_filter_and_drops_the_page():
    assert "?cari=a%26b&amp;format=xlsx" in written("{% export_link %}")


@pytest.mark.parametrize(
    ("word", "tone"), [("good", "good"), ("RETURNED", "warn"), ("winner", "gold"), ("unheard_of", "neutral")]
)
def test_state_words_have_a_tone(word, tone):
    assert tone_of(word) == tone


def test_progress_writes_large_numbers_as_people_read_them():
    page = written("{% progress 120000 239373 'Workers' %}")
    assert "Workers: 120.000 dari 239.373" in page or "Workers: 120,000 of 239,373" in page
    assert 'value="120000" max="239373"' in page
