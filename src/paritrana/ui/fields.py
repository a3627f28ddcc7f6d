"""How a form's field is drawn: classes, and the label, hint and error tied to the control."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField, widgets
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class FieldFault:
    """One line of the error summary."""

    text: str
    target: str = ""
    label: Text = ""


def kind_of(widget: widgets.Widget) -> str:
    """check, group, select, file or text: what the control is for the template and the classes."""
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, widgets.CheckboxInput):
        return "check"
    if isinstance(widget, widgets.Select):
        return "select"
    return "file" if isinstance(widget, widgets.FileInput) else "text"


CLASSES = {
    "text": "form-control",
    "file": "form-control",
    "select": "form-select",
    "check": "form-check-input",
    "group": "form-check-input",
}


def draw(
    bound: BoundField,
    *,
    hint: Text = "",
    label: Text = "",
    width: str = "",
    prefix: Text = "",
    suffix: Text = "",
    autosave: bool = False,
    marks: bool = False,
    optional: bool = True,
) -> dict[str, Any]:
    """What ui/parts/field.html needs to show one field.

    width: short, medium or full. prefix and suffix: words glued to the control (Rp, %).
    autosave: whether there is a place for the save word. marks: radios as a row of big number buttons.
    optional: whether a field that may stay empty says so; filters need not.
    """
    widget = bound.field.widget
    kind = kind_of(widget)
    hint = hint or bound.help_text
    control_id = bound.id_for_label or bound.auto_id
    return {
        "field": bound,
        "kind": kind,
        "is_date": getattr(widget, "input_type", "") in ("date", "time", "datetime-local"),
        "control": bound.as_widget(attrs=_attributes(bound, kind=kind, hint=bool(hint))),
        "control_id": control_id,
        "base_id": bound.auto_id,
        "label": label or bound.label,
        "hint": hint,
        "width": width,
        "prefix": prefix,
        "suffix": suffix,
        "autosave": autosave,
        "choices": _choices(bound) if kind == "group" else [],
        "marks": marks,
        "is_optional": optional and not bound.field.required,
    }


def faults(form: BaseForm | BaseFormSet[Any] | None) -> list[FieldFault]:
    """Every error of a form or formset, in the order of the page, with the id to jump to."""
    if form is None or not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        own = [FieldFault(str(text)) for text in form.non_form_errors()]
        return own + [fault for each in form.forms for fault in _faults_of(each)]
    return list(_faults_of(form))


def _faults_of(form: BaseForm) -> Iterator[FieldFault]:
    yield from (FieldFault(str(text)) for text in form.non_field_errors())
    for name in form.fields:
        bound = form[name]
        target = f"{bound.auto_id}_0" if kind_of(bound.field.widget) == "group" else bound.auto_id
        yield from (FieldFault(str(text), target, bound.label) for text in bound.errors)


def _attributes(bound: BoundField, *, kind: str, hint: bool) -> dict[str, Any]:
    widget = bound.field.widget
    classes = [str(widget.attrs.get("class", "")), CLASSES[kind], "is-invalid" if bound.errors else ""]
    attributes: dict[str, Any] = {"class": " ".join(filter(None, classes))}
    described = _described_by(bound, hint=hint)
    if described and kind != "group":
        attributes["aria-describedby"] = described
    if "placeholder" in widget.attrs:
        attributes["placeholder"] = False  # the label and the hint stand above the box, and stay there
    return attributes


def _described_by(bound: BoundField, *, hint: bool) -> str:
    parts = [f"{bound.auto_id}_hint"] if hint else []
    if bound.errors:
        parts.append(f"{bound.auto_id}_error")
    return " ".join(parts)


def _choices(bound: BoundField) -> list[dict[str, Any]]:
    """Each choice of a group with its own control and label."""
    drawn = []
    for choice in bound.subwidgets:
        attributes = choice.data["attrs"] | {"class": CLASSES["group"]}
        choice.data["attrs"] = attributes
        drawn.append({"control": choice.tag(), "id": choice.id_for_label, "label": choice.choice_label})
    return drawn
