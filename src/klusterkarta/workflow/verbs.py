"""What each kind of job does: its arguments as plain JSON in, its report out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.settings import current
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.workflow.progress import Progress

Verb = Callable[..., Any]
"""Takes the arguments, and by name `caller` and `progress`; gives a report."""


class BadArguments(Explained):
    """The job was started with arguments that its verb cannot use."""


def collect(arguments: Mapping[str, Any], *, caller: Caller, progress: Progress) -> Any:
    """Collect an upload: {upload, source: {key, title_sv, …}, mapping?, sheet?, file_name?, report?}.

    `file_name` is what people call the file. The upload goes when it is collected and stays when it could not be, so
    that the page can be corrected; `work` removes what nobody asks for within a week.
    """
    from klusterkarta.workflow.collect import CollectRequest, collect_file

    path = upload_path(str(arguments["upload"]))
    request = CollectRequest(
        path=path,
        source=SourceDetails(**arguments["source"]),
        mapping=arguments.get("mapping"),
        sheet=arguments.get("sheet"),
        file_name=arguments.get("file_name", ""),
    )
    report = collect_file(request, caller=caller, progress=progress)
    path.unlink(missing_ok=True)
    return report


def read_report(arguments: Mapping[str, Any], *, caller: Caller, progress: Progress) -> Any:
    """Read an uploaded report: {upload, file_name?, source}. What was found is kept beside the upload."""
    from klusterkarta.workflow.report_uploads import read_report_of
    from klusterkarta.workflow.uploads import find_upload

    path = upload_path(str(arguments["upload"]))
    progress(0, 0, Reason("job.reading_report"))
    found = read_report_of(find_upload(path.stem, caller=caller))
    return {"upload": path.stem, "profiles": len(found.profiles)}


def fetch_figures(arguments: Mapping[str, Any], *, caller: Caller, progress: Progress) -> Any:
    """Ask a service of statistics: {service, dataset, filters?, chosen?, key?, title?, population?, refresh? …}."""
    from klusterkarta.workflow.figures_fetched import FetchRequest, fetch_cube

    added = fetch_cube(FetchRequest(**arguments), caller=caller, progress=progress)
    return {"key": added.cube.key, "cells": added.cube.cells, "notes": added.notes}


def resolve(_arguments: Mapping[str, Any], *, caller: Caller, progress: Progress) -> Any:
    """Look for records of the same actor: {}."""
    from klusterkarta.workflow.resolve import resolve as resolve_all

    return resolve_all(caller=caller, progress=progress)


def freeze(arguments: Mapping[str, Any], *, caller: Caller, progress: Progress) -> Any:
    """Freeze an edition: {name, title_sv?, title_en?, sources?}."""
    from klusterkarta.workflow.editions import freeze as freeze_edition

    progress(0, 0, Reason("job.freezing", {"name": str(arguments["name"])}))
    return freeze_edition(caller=caller, **arguments)


def export_xlsx(arguments: Mapping[str, Any], *, caller: Caller, progress: Progress) -> Any:
    """Write the master list into the workspace's exports: {language, edition?, actors?}."""
    from klusterkarta.workflow.export import export_xlsx as write

    progress(0, 0, Reason("job.exporting"))
    return write(_export_path("xlsx", arguments), caller=caller, **arguments)


def export_csv(arguments: Mapping[str, Any], *, caller: Caller, progress: Progress) -> Any:
    """Write the list as CSV into the workspace's exports: {language, edition?, actors?}."""
    from klusterkarta.workflow.export import export_csv as write

    progress(0, 0, Reason("job.exporting"))
    return write(_export_path("csv", arguments), caller=caller, **arguments)


def hand_over(arguments: Mapping[str, Any], *, caller: Caller, progress: Progress) -> Any:
    """Write the pack that is handed over into the workspace's exports: {language, edition?}."""
    from klusterkarta.workflow.hand_over import hand_over as pack

    progress(0, 0, Reason("job.exporting"))
    return pack(_export_path("zip", arguments, title="annex.menu"), caller=caller, **arguments)


def _export_path(ending: str, arguments: Mapping[str, Any], *, title: str = "export.master_list") -> Path:
    from klusterkarta.workflow.export import new_export_path

    language, edition = arguments.get("language", "sv"), arguments.get("edition")
    return new_export_path(ending, language=language, edition=edition, title=title)


def upload_path(name: str) -> Path:
    """An uploaded file by its name in the workspace's uploads. BadArguments for a name that leads elsewhere."""
    folder = (current().workspace / "uploads").resolve()
    path = (folder / name).resolve()
    if path.parent != folder or not path.is_file():
        raise BadArguments(Reason("job.no_upload", {"file": name}))
    return path


VERBS: Mapping[str, Verb] = {
    "collect": collect,
    "read_report": read_report,
    "fetch_figures": fetch_figures,
    "resolve": resolve,
    "freeze": freeze,
    "export_xlsx": export_xlsx,
    "export_csv": export_csv,
    "hand_over": hand_over,
}
