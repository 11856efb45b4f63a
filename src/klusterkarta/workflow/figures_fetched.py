"""Figures from a service into the register, and what to say of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from klusterkarta.figures.errors import BadFigures, bad_figures
from klusterkarta.figures.selectors import CubeView, cube_of, cubes, folder
from klusterkarta.figures.services import CubeDetails, add_cube, is_key
from klusterkarta.sources.services.fetching import fetch_figures
from klusterkarta.sources.services.query import Fetched, FigureQuery, checked, parsed_filters, query_digest
from klusterkarta.sources.statistics.reading import ReadCube, read_raw
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.code_breaks import known_breaks, mixed_codes
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.services import Service, service_of
from klusterkarta.workflow.figures import AddedCube, chosen_entries, given_breaks
from klusterkarta.workflow.progress import Progress, silent

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """A question to a service, and what its answer cannot know; what is "" the answer has to say itself.

    `filters`: "dimension=code,code"; `chosen`: "heading=entry" for other dimensions of the answer.
    """

    service: str
    dataset: str
    filters: Sequence[str] = ()
    base: str = ""
    form: str = ""
    refresh: bool = False
    key: str = ""
    title: str = ""
    population: str = ""
    industry_version: str = ""
    place_year: int | None = None
    chosen: Sequence[str] = ()
    breaks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """An answer and what was read of it."""

    fetched: Fetched
    cube: ReadCube
    notes: tuple[Reason, ...] = field(default=())


def fetch_cube(request: FetchRequest, *, caller: Caller, progress: Progress = silent) -> AddedCube:
    """Ask a service, or read what it answered before, and keep the figures in the register.

    Nothing new is kept where nothing has changed. Raises NotAllowed, UnknownService, BadQuestion, BadAnswer, NoService,
    UnreadableFile and BadFigures; the register is as it was then.
    """
    check_allowed(caller, "collect")
    service = service_of(request.service)
    key = request.key or default_key(request.service, request.dataset)
    breaks = given_breaks(request.breaks)
    read = _read(request, service, progress)
    details = _details(request, read, service=service, key=key)
    details = replace(details, breaks={**_breaks(read.cube, details), **breaks})
    before = next((one for one in cubes() if one.key == key), None)
    if before and before.query.get("question") != details.query["question"]:
        raise bad_figures("service.other_query", key=key)
    if before and _same(before, details):
        unchanged = Reason("service.unchanged", {"key": key, "date": before.read_on})
        return AddedCube(before, (*read.notes, unchanged))
    add_cube(details, read.cube.cells, caller=caller)
    return AddedCube(cube_of(key), read.notes)


def check_request(request: FetchRequest) -> None:
    """Raise what is wrong with a question before anybody is called: UnknownService, BadQuestion and BadFigures."""
    checked(_query(request))
    if request.key and not is_key(request.key):
        raise bad_figures("figures.bad_key", key=request.key)


def asked_again(cube: CubeView) -> FetchRequest:
    """The question that a cube answers, to be asked anew."""
    query = cube.query
    own = [f"{year}={why}" for year, why in cube.breaks.items() if not why.startswith("@")]
    return FetchRequest(
        service=cube.service, dataset=cube.dataset, key=cube.key, title=cube.title, population=cube.population,
        filters=[f"{name}={','.join(codes)}" for name, codes in query.get("filters", {}).items()],
        base=query.get("base", ""), form=query.get("form", ""), refresh=True, chosen=query.get("chosen", []),
        industry_version=cube.industry_version, place_year=cube.place_year, breaks=own,
    )  # fmt: skip


def default_key(service: str, dataset: str) -> str:
    """The key of a table that is given none.

    >>> default_key("scb-v1", "BE/BE0101/BE0101A/BefolkningNy")
    'scb-v1-be-be0101-be0101a-befolkningny'
    """
    return re.sub(r"[^a-z0-9]+", "-", f"{service}-{dataset}".lower()).strip("-")[:60].rstrip("-")


def _query(request: FetchRequest) -> FigureQuery:
    filters = parsed_filters(request.filters)
    return FigureQuery(
        service=request.service, dataset=request.dataset, filters=filters, base=request.base, form=request.form
    )


def _read(request: FetchRequest, service: Service, progress: Progress) -> _Read:
    query = _query(request)

    def told(done: int, total: int) -> None:
        at = min(done + 1, total)
        progress(done, total, Reason("service.asking", {"service": service.source, "done": at, "total": total}))

    fetched = fetch_figures(query, folder() / "asked", refresh=request.refresh, told=told)
    cube = read_raw(fetched.raw, file=f"{service.source} {request.dataset}", chosen=chosen_entries(request.chosen))
    date = fetched.fetched_at[:10]
    kept = [Reason("service.kept", {"date": date})] if fetched.kept else []
    mixed = mixed_codes(set(cube.cells["region"].to_list()), which="regions")
    doubts = [Reason("figures.mixed_places", {"crosswalk": mixed.crosswalk})] if mixed else []
    return _Read(fetched, cube, (*kept, *cube.notes, *doubts))


def _details(request: FetchRequest, read: _Read, *, service: Service, key: str) -> CubeDetails:
    said, query = read.cube.said, read.fetched.query
    question = query_digest(query) + "".join(sorted(request.chosen))
    own_title = request.title in ("", said.get("title", ""))
    return CubeDetails(
        key=key, title=request.title or said.get("title", "") or request.dataset, source=said["source"],
        licence=service.licence, url=read.fetched.asked[-1][:500] if read.fetched.asked else query.base,
        read_on=read.fetched.fetched_at[:10], updated=said.get("updated", "")[:60],
        population=request.population or said.get("population", ""), unit=said.get("unit", ""),
        industry_version=request.industry_version or said.get("industry_version", ""),
        place_year=request.place_year or service.place_year, service=request.service, dataset=request.dataset,
        language=service.language.lower() if own_title else "",
        query={
            "question": question, "filters": {name: list(codes) for name, codes in query.filters.items()},
            "chosen": list(request.chosen), "base": query.base, "form": query.form,
            "asked": list(read.fetched.asked)[:50], "fetched_at": read.fetched.fetched_at,
        },
    )  # fmt: skip


def _breaks(cube: ReadCube, details: CubeDetails) -> Mapping[int, str]:
    """Breaks that are known of the series, and years of which the source marks most figures as a break."""
    cells = cube.cells
    years = cells["year"].unique().to_list()
    known = {
        year: f"@{code}"
        for year, code in known_breaks(f"{details.title} {details.dataset} {details.source}", years=years).items()
    }
    if "status" not in cells.columns:
        return known
    broken = pl.col("status").str.to_lowercase().str.contains("b").mean()
    shares = cells.filter(pl.col("value").is_not_null()).group_by("year").agg(broken.alias("share"))
    marked = shares.filter(pl.col("share") > _MOSTLY, pl.col("year") > min(years))["year"].to_list()
    return dict.fromkeys(marked, "@marked") | known


def _same(before: CubeView, details: CubeDetails) -> bool:
    """Whether the kept cube is this answer, with these facts."""
    facts = ("title", "source", "licence", "population", "industry_version", "service", "dataset", "unit")
    same = all(getattr(before, one) == getattr(details, one).strip() for one in facts)
    breaks = {int(year): why for year, why in details.breaks.items()}
    instant = details.query["fetched_at"] == before.query.get("fetched_at")
    return same and instant and dict(before.breaks) == breaks


__all__ = ["BadFigures", "FetchRequest", "asked_again", "check_request", "default_key", "fetch_cube"]
