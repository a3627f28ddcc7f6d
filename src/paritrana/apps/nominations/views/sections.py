"""One section of the dossier on a page: save all its fields, mend conflicts, share it, mark it done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from paritrana.apps.accounts.models import User
from paritrana.apps.coverage.queries.published import Published
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import dossiers as commands
from paritrana.apps.nominations.commands import evidence as evidence_commands
from paritrana.apps.nominations.forms.dossiers import AnswerForm, AssignForm, ClaimForm, initial_of
from paritrana.apps.nominations.labels import dossiers as labels
from paritrana.apps.nominations.labels.wording import figure_text, section_title, value_text
from paritrana.apps.nominations.models import Answer, Claim, Evidence, Nomination, VerifiedFigure
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.nominations.queries import dossiers as queries
from paritrana.apps.nominations.queries.dossiers import Task
from paritrana.apps.nominations.queries.flags import VERIFIED, DossierFlag, flags_of
from paritrana.apps.nominations.queries.office import published_for
from paritrana.apps.nominations.rules.standing import EDITABLE
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.core.rulebook import Criterion
from paritrana.errors import NotFound, ParitranaError, RuleRefused, allows
from paritrana.ui import refusals
from paritrana.ui.fields import FieldFault, faults
from paritrana.ui.formats import title_of


@dataclass
class Block:
    """One field on the page: its form, what is saved, its files and doubts, and a colleague's version."""

    form: AnswerForm
    answer: Answer | None
    files: list[Evidence] = field(default_factory=list)
    flags: list[DossierFlag] = field(default_factory=list)
    verified: VerifiedFigure | None = None
    verified_text: str = ""
    from_last_year: bool = False
    offered: Published | None = None
    theirs: Answer | None = None
    shown: str = ""
    theirs_shown: str = ""

    @property
    def criterion(self) -> Criterion | None:
        return self.form.criterion

    @property
    def seen(self) -> int:
        """The version that the next save must name."""
        return self.answer.version if self.answer else 0

    @property
    def unit(self) -> Any:
        is_measure = self.criterion is not None and self.criterion.kind == "measure"
        return labels.UNIT[self.criterion.unit] if is_measure and self.criterion else ""

    @property
    def evidence_word(self) -> Any:
        return labels.EVIDENCE[self.criterion.evidence] if self.criterion else ""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Show a section, or save what was typed into it; what cannot be saved stays on the page."""
    nomination = queries.nomination(pk)
    permissions.check_see(request.user, nomination)
    rules.check_section(queries.category_of(nomination), section)
    if section == "claims":
        return _claims(request, nomination)
    if request.method == "POST":
        permissions.check_fill(request.user, nomination)
        rules.check_editable(nomination.state)
    blocks = _blocks(request, nomination, section)
    if request.method == "POST":
        saved = sum(_save(request, nomination, block) for block in blocks)
        if not any(block.form.errors or block.theirs for block in blocks):
            return _saved(request, nomination, section)
        if saved:
            messages.info(request, _("What could be saved is saved; the rest is below."))
    conflict = any(block.theirs for block in blocks)
    status = 200 if request.method != "POST" else (409 if conflict else 422)
    context = {
        **_context(request, nomination, section),
        "blocks": blocks,
        "conflict": conflict,
        "faults": _faults(blocks),
    }
    return render(request, "nominations/section.html", context, status=status)


def _faults(blocks: list[Block]) -> list[FieldFault]:
    return [
        replace(one, label=title_of(block.criterion.title) if block.criterion else one.label)
        for block in blocks
        for one in faults(block.form)
    ]


def _saved(request: HttpRequest, nomination: Nomination, section: str) -> HttpResponse:
    if request.POST.get("act") == "done":
        commands.finish_section(nomination=nomination, code=section, by=request.user)
        messages.success(request, _("Saved and marked as done."))
        return redirect("nominations:dossier", nomination.pk)
    messages.success(request, _("Saved."))
    return redirect("nominations:dossier-section", nomination.pk, section)


def _context(request: HttpRequest, nomination: Nomination, section: str) -> dict[str, Any]:
    category = queries.category_of(nomination)
    tasks = queries.tasks_of(nomination)
    task = next(one for one in tasks if one.code == section)
    screening = queries.last_screening(nomination)
    fills = allows(permissions.check_fill, request.user, nomination)
    return {
        "nomination": nomination,
        "edition": nomination.edition,
        "section": section,
        "title": section_title(category, section),
        "lead": labels.SECTION_LEAD.get(section, ""),
        "task": task,
        "task_word": labels.TASK_STATE[task.state],
        "task_tone": labels.TASK_TONE[task.state],
        "fills": fills,
        "editable": fills and nomination.state in EDITABLE,
        "screening": screening if screening and section in screening.points else None,
        "following": _next_section(tasks, section),
    }


def _next_section(tasks: list[Task], section: str) -> str:
    codes = [task.code for task in tasks]
    place = codes.index(section) + 1
    return codes[place] if place < len(codes) else ""


def _blocks(request: HttpRequest, nomination: Nomination, section: str) -> list[Block]:
    category = queries.category_of(nomination)
    answers, last_year = queries.answers_of(nomination), queries.last_years_answers(nomination)
    files = queries.evidence_of(nomination)
    verified = {
        one.criterion: one
        for one in nomination.verified_figures.filter(superseded_at__isnull=True).select_related("verifier")
    }
    doubts = _by_field(flags_of(nomination))
    blocks = []
    for name in rules.fields_of(category, section):
        answer = answers.get(name)
        offered = published_for(nomination, name)
        initial = initial_of(answer, last_year.get(name, ""))
        if offered and answer is None:
            initial["value"] = rules.share_of(offered.numerator, offered.denominator)
        form = AnswerForm(
            request.POST if request.method == "POST" else None,
            request.FILES if request.method == "POST" else None,
            category=category,
            name=name,
            files=files,
            initial=initial,
        )
        blocks.append(
            Block(
                form=form,
                answer=answer,
                files=[one for one in files if one.field == name],
                flags=doubts[name]
                + doubts[f"{VERIFIED}{name}"]
                + [flag for one in files if one.field == name for flag in doubts[f"file.{one.pk}"]],
                verified=verified.get(name),
                verified_text=figure_text(category, verified[name]) if name in verified else "",
                offered=offered,
                from_last_year=answer is None and bool(last_year.get(name)),
                shown=value_text(category, name, answer.value) if answer else "",
            )
        )
    return blocks


def _by_field(flags: Iterable[DossierFlag]) -> defaultdict[str, list[DossierFlag]]:
    found: defaultdict[str, list[DossierFlag]] = defaultdict(list)
    for one in flags:
        found[one.field].append(one)
    return found


def _save(request: HttpRequest, nomination: Nomination, block: Block) -> int:
    """Save one field and its files; return how many things were saved."""
    form = block.form
    if not form.is_valid():
        return 0
    return _save_words(request, nomination, block) + _save_files(request, nomination, block)


def _save_words(request: HttpRequest, nomination: Nomination, block: Block) -> int:
    form, words = block.form, block.form.words()
    if "value" not in form.fields or form.cleaned_data.get("choice") == "theirs":
        return 0
    if block.answer is None and not any(words.values()):
        return 0
    try:
        answer = commands.save_answer(
            nomination=nomination,
            field=form.name,
            seen_version=form.cleaned_data.get("seen") or 0,
            by=request.user,
            **words,
        )
    except RuleRefused as error:
        if error.code != "nominations.answer_changed":
            form.add_error("value", _told(error))
            return 0
        _show_theirs(nomination, block)
        return 0
    except ParitranaError as error:
        form.add_error("value", _told(error))
        return 0
    changed = block.answer is None or answer.version != block.answer.version
    block.answer = answer
    return int(changed)


def _show_theirs(nomination: Nomination, block: Block) -> None:
    theirs = nomination.answers.select_related("saved_by").get(field=block.form.name)
    block.theirs = block.answer = theirs
    category = queries.category_of(nomination)
    block.theirs_shown = value_text(category, theirs.field, theirs.value)
    block.shown = value_text(category, theirs.field, block.form.words()["value"])


def _save_files(request: HttpRequest, nomination: Nomination, block: Block) -> int:
    form, name = block.form, block.form.name
    if "files" not in form.fields:
        return 0
    saved = 0
    for upload in form.cleaned_data["files"]:
        try:
            kept = evidence_commands.add(
                nomination=nomination,
                field=name,
                upload=upload,
                dated=form.cleaned_data.get("dated"),
                by=request.user,
            )
        except ParitranaError as error:
            form.add_error("files", _told(error))
        else:
            block.files.append(kept)
            saved += 1
    wanted = form.cleaned_data.get("reuse")
    if wanted:
        try:
            earlier = _file(nomination, int(wanted))
            block.files.append(evidence_commands.reuse(evidence=earlier, field=name, by=request.user))
        except ParitranaError as error:
            form.add_error("reuse", _told(error))
        else:
            saved += 1
    return saved


def _file(nomination: Nomination, key: int) -> Evidence:
    found = nomination.evidence.filter(pk=key).first()
    if found is None:
        raise NotFound("nominations.no_file")
    return found


def _told(error: ParitranaError) -> str:
    told = refusals.explain(error)
    return f"{told.sentence} {told.cure}".strip()


def _claims(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """The further figures: those stated, and a form for one more."""
    form = ClaimForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        permissions.check_fill(request.user, nomination)
        if request.POST.get("act") == "done" and not request.POST.get("label", "").strip():
            return _saved(request, nomination, "claims")
        if form.is_valid():
            given = dict(form.cleaned_data)
            upload = given.pop("file")
            claim = commands.add_claim(nomination=nomination, by=request.user, **given)
            if upload is None or _keep_proof(request, nomination, claim, upload):
                return _saved(request, nomination, "claims")
            return redirect("nominations:dossier-section", nomination.pk, "claims")
    files, doubts = queries.evidence_of(nomination), _by_field(flags_of(nomination))
    claims = [
        {
            "claim": one,
            "files": [file for file in files if file.field == f"claim.{one.pk}"],
            "flags": doubts[f"claim.{one.pk}"],
        }
        for one in queries.claims_of(nomination)
    ]
    context = {**_context(request, nomination, "claims"), "claims": claims, "form": form}
    return render(request, "nominations/claims.html", context, status=422 if form.is_bound else 200)


def _keep_proof(request: HttpRequest, nomination: Nomination, claim: Claim, upload: Any) -> bool:
    try:
        evidence_commands.add(
            nomination=nomination, field=f"claim.{claim.pk}", upload=upload, by=request.user
        )
    except ParitranaError as error:
        messages.error(request, _("The figure is saved, its file is not: %(why)s") % {"why": _told(error)})
        return False
    return True


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_claim(request: HttpRequest, pk: int, claim: int) -> HttpResponse:
    """Take a further figure out, after asking."""
    nomination = queries.nomination(pk)
    permissions.check_fill(request.user, nomination)
    found = nomination.claims.filter(pk=claim).first()
    if found is None:
        raise NotFound("nominations.no_claim")
    found.nomination = nomination
    back = reverse("nominations:dossier-section", args=[pk, "claims"])
    if request.method == "POST":
        commands.remove_claim(claim=found, by=request.user)
        messages.success(request, _("Removed."))
        return redirect(back)
    context = {
        "title": _("Remove this figure?"),
        "sentence": _("Files that prove it are removed with it."),
        "rows": [(_("Figure or fact"), found.label)],
        "label": _("Remove"),
        "back": back,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Give a section to a colleague, with a day until which it is due."""
    nomination = queries.nomination(pk)
    permissions.check_fill(request.user, nomination)
    category = queries.category_of(nomination)
    rules.check_section(category, section)
    people = _people(nomination)
    current = nomination.sections.filter(code=section).first()
    start = {"owner": current.owner_id, "due": current.due} if current else {}
    form = AssignForm(request.POST or None, people=people, initial=start)
    if request.method == "POST" and form.is_valid():
        owner = next((one for one in people if one.pk == form.cleaned_data["owner"]), None)
        commands.assign_section(
            nomination=nomination, code=section, owner=owner, due=form.cleaned_data["due"], by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("nominations:dossier", pk)
    context = {
        "nomination": nomination,
        "form": form,
        "title": section_title(category, section),
        "alone": len(people) < 2,
    }
    return render(request, "nominations/assign.html", context, status=422 if form.is_bound else 200)


def _people(nomination: Nomination) -> list[User]:
    held = organisations.members_of(nomination.organisation, Role.ENTRANT)
    return list({one.user_id: one.user for one in held}.values())


@login_required
@require_POST
def mark(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Mark a section as done, or take the mark off."""
    nomination = queries.nomination(pk)
    if request.POST.get("act") == "reopen":
        commands.reopen_section(nomination=nomination, code=section, by=request.user)
    else:
        commands.finish_section(nomination=nomination, code=section, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("nominations:dossier-section", pk, section)
