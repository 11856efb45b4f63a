"""Views through which schemes go out as files and come in from them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.vocabularies.concepts import BadConcepts
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.pages.imports.upload_limit import UploadLimit, refusals, takes_files
from klusterkarta.web.rendering import Page, render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.concepts import MEDIA_TYPES, TakeIn, Taken, give_out_concepts, take_in_concepts

_MOST_NAMED = 50


@dataclass(frozen=True, kw_only=True)
class TakeInPage(Page):
    """The form, and what a file brought or would bring."""

    template: ClassVar[str] = "concepts/import.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "concepts"

    action: str
    fields: list[FormField]
    faults: list[FormField]
    told: list[str] = field(default_factory=list)


@require_safe
def concepts_file(_request: PageRequest, *, scheme: str, form: str) -> HttpResponse:
    """A scheme as SKOS."""
    try:
        text = give_out_concepts(scheme, form=form)
    except BadConcepts as none:
        raise Http404 from none
    headers = {"Content-Disposition": f'attachment; filename="{scheme}.{form}"'}
    return HttpResponse(text, content_type=f"{MEDIA_TYPES[form]}; charset=utf-8", headers=headers)


@takes_files(lambda request: check_allowed(request.caller, "edit_concepts"))
def take_in(request: PageRequest, limit: UploadLimit) -> HttpResponse:
    """The form; a file that is sent is looked at, or taken in."""
    if request.method != "POST":
        return render(request, _page(request.lang))
    missing = request.POST.get("missing", "keep")
    if limit.exceeded:
        error = next(iter(refusals(limit, request).values()))
        return render(request, _page(request.lang, missing=missing, error=error), status=422)
    file: Any = request.FILES.get("file")
    if file is None:
        return render(request, _page(request.lang, error=say("concepts.no_file", request.lang)), status=422)
    how = TakeIn(
        file=Path(file.name or "").name, retire=missing == "retire", dry_run=request.POST.get("step") != "save"
    )
    try:
        found = take_in_concepts(file.read(), how, caller=request.caller)
    except BadConcepts as refused:
        error = explain(refused.reason, request.lang)
        return render(request, _page(request.lang, missing=missing, error=error), status=422)
    return render(request, _page(request.lang, missing=missing, told=_told(found, how, request.lang)))


def _page(lang: str, *, missing: str = "keep", error: str = "", told: list[str] | None = None) -> TakeInPage:
    file = FormField(
        name="file", label=say("concepts.file", lang), kind="file", help=say("concepts.file_help", lang),
        accept=".jsonld,.json,.ttl,.rdf,.xml", error=error,
    )  # fmt: skip
    options = [(one, say(f"concepts.missing_{one}", lang)) for one in ("keep", "retire")]
    lacking = FormField(
        name="missing", label=say("concepts.missing_do", lang), kind="select", options=choices(options, missing)
    )
    return TakeInPage(
        title=say("concepts.take_in_title", lang),
        lead=say("concepts.take_in_lead", lang),
        action=address("concepts-import", lang),
        fields=[file, lacking],
        faults=[file] if error else [],
        told=told or [],
    )


def _told(found: Taken, how: TakeIn, lang: str) -> list[str]:
    counts = {name: len(getattr(found, name)) for name in ("added", "changed", "missing")}
    key = "would" if how.dry_run else "taken"
    lines = [say(f"concepts.{key}", lang, file=how.file, scheme=found.scheme, unchanged=found.unchanged, **counts)]
    for name in counts:
        keys = getattr(found, name)[:_MOST_NAMED]
        if keys:
            lines.append(say(f"concepts.{name}_list", lang, keys=", ".join(keys)))
    return lines
