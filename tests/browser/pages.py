"""Every address of the site, and how a test opens it: one line a page, so that a page without one fails a test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from klusterkarta.catalogue.selectors.editions import edition
from klusterkarta.catalogue.selectors.sources import source_view
from klusterkarta.concepts.selectors import history_of
from klusterkarta.exchange.services import ContactNote, note_contact, put_on_shortlist
from klusterkarta.values.caller import OPERATOR
from klusterkarta.web.addresses import address
from klusterkarta.workflow.concept_form import Written, save_concept
from klusterkarta.workflow.editions import freeze
from klusterkarta.workflow.search_index import rebuild
from klusterkarta.workflow.search_log import log_one
from tests.browser import office
from tests.registers import collect_rows, record_id, say
from tests.web.index_register import index_register
from tests.web.laid_register import laid_register
from tests.web.partner_register import partner_register


@dataclass(frozen=True)
class Visit:
    """How a page is opened: with which role ("" for a visitor), and about which thing, asked when all is set up."""

    role: str = ""
    parts: Callable[[], dict[str, str | int]] = dict
    query: tuple[tuple[str, str], ...] = ()
    actors: tuple[str, ...] = ()
    """Records whose ids stand in the query as `actor`."""

    def path(self, name: str, lang: str, parts: Mapping[str, str | int]) -> str:
        """The page's address; `parts`: what `self.parts` has given."""
        picked = (("actor", str(record_id(key))) for key in self.actors)
        return address(name, lang, query=(*picked, *self.query), **parts)


def _actor() -> dict[str, str | int]:
    return {"actor": record_id("karta:1")}


def _met() -> dict[str, str | int]:
    """Two rounds that have met on the same initiatives."""
    office.round_in("meeting")()
    office.round_in("meeting")()
    return {}


def _phased() -> dict[str, str | int]:
    """Let a source have seen an initiative in two phases."""
    if source_view("faser") is None:
        seen = {"name": "Fasnät", "kind": "klusterinitiativ", "phase": "start", "members": "20"}
        ended = {"name": "Fasnät", "phase": "nedlagt", "phase_reason": "pengarna tog slut"}
        collect_rows("faser", {"1": seen}, published_on="2003")
        collect_rows("slut", {"1": ended}, published_on="2007")
        say("faser:1", "slut:1")
    return {}


def _phased_actor() -> dict[str, str | int]:
    _phased()
    return {"actor": record_id("faser:1")}


def _indexed() -> dict[str, str | int]:
    rebuild()
    return {}


def _edition() -> dict[str, str | int]:
    if edition("2026") is None:
        freeze("2026", caller=OPERATOR)
    return {"name": "2026"}


def _listed() -> dict[str, str | int]:
    """Put an initiative on list 1 and let its source conclude something."""
    initiative = {
        "name": "Vänernät",
        "list": "1",
        "geography": "Värmland",
        "sector": "Stål",
        "research_partners": "KTH",
    }
    if source_view("lista") is None:
        collect_rows("lista", {"1": initiative})
        collect_rows("lista", {"claim/lists/1": {"name": "Antal initiativ", "result_value": "2"}}, thing="claim")
    return {}


def _partners() -> dict[str, str | int]:
    if source_view("s3") is None:
        partner_register()
    return {}


def _logged() -> dict[str, str | int]:
    log_one(("ECCP", "additive manufacturing", "525"), on="2022", caller=OPERATOR)
    return {}


def _worded() -> dict[str, str | int]:
    """A concept of the workspace's own."""
    said = Written(scheme="sectors", sv="Tång", en="Seaweed", broader="food", why="finns i länet")
    if not history_of("seaweed"):
        save_concept(said, caller=OPERATOR)
    return {}


def _shortlist() -> dict[str, str | int]:
    _partners()
    entry = put_on_shortlist(record_id("s3-regioner:R1"), "Västernorrland", caller=OPERATOR)
    note_contact(entry, ContactNote(on="2026-01-15", way="interview", interest="Mat", confirms=True), caller=OPERATOR)
    return {}


def _laid(**parts: str) -> Callable[[], dict[str, str | int]]:
    def made() -> dict[str, str | int]:
        with TemporaryDirectory() as folder:
            laid_register(Path(folder))
        return dict(parts)

    return made


def _compared() -> dict[str, str | int]:
    with TemporaryDirectory() as folder:
        index_register(Path(folder))
    return {}


# Address name → how to open it. Pages whose forms or states differ by query or role have several lines.
PAGES: dict[str, list[Visit]] = {
    "maturity": [Visit(), Visit(query=(("on", "2010"),)), Visit(query=(("q", "finns inte"),))],
    "phases": [Visit(), Visit(parts=_phased), Visit(parts=_phased, query=(("form", "four"), ("first", "2003")))],
    "parties": [Visit(), Visit(query=(("relation", "funds"),))],
    "partners": [
        Visit(),
        Visit(parts=_partners),
        Visit("editor", parts=_partners, query=(("min", "2"), ("choice", "complementary"), ("gap", "62"))),
    ],
    "search": [Visit(), Visit(parts=_indexed, query=(("q", "mat i Värmland"), ("breadth", "3")))],
    "priorities": [Visit(), Visit(parts=_partners)],
    "priority": [
        Visit(parts=lambda: {**_partners(), "key": "skoglig-bioekonomi"}),
        Visit("editor", parts=lambda: {**_partners(), "key": "govtech"}),
    ],
    "tagging": [Visit("editor"), Visit("editor", parts=_partners)],
    "hand-over": [Visit("editor")],
    "concepts": [
        Visit(query=(("scheme", "technologies"),)),
        Visit("editor", parts=_worded),
        Visit(query=(("q", "finns inte"),)),
    ],
    "concept": [
        Visit(parts=lambda: {"key": "food"}),
        Visit("editor", parts=lambda: {**_worded(), "key": "seaweed"}),
    ],
    "concept-new": [Visit("editor"), Visit("editor", query=(("scheme", "new-region"),))],
    "concept-edit": [Visit("editor", parts=lambda: {"key": "vn_govtech"})],
    "concepts-import": [Visit("editor")],
    "search-log": [Visit(), Visit("editor", parts=_logged)],
    "strategy": [Visit("editor")],
    "shortlist": [Visit("editor"), Visit("editor", parts=_shortlist)],
    "figures": [Visit(parts=_laid()), Visit("editor", parts=_laid())],
    "figures-table": [Visit(parts=_laid(key="dag")), Visit(parts=_laid(key="dag"), query=(("region", "17"),))],
    "two-maps": [Visit(), Visit(parts=_laid()), Visit("editor", parts=_laid())],
    "region": [Visit(parts=lambda: {"county": "17"}), Visit("editor", parts=_laid(county="17"))],
    "sectors": [Visit(parts=_laid())],
    "sector": [Visit("editor", parts=_laid(group="forest"))],
    "index": [Visit("editor", parts=_compared)],
    "rounds": [Visit("administrator"), Visit("assessor")],
    "round": [
        Visit("administrator", parts=office.round_in("draft")),
        Visit("assessor", parts=office.round_in("scoring")),
    ],
    "radars": [
        Visit("administrator"),
        Visit("administrator", parts=_met),
        Visit("administrator", actors=("karta:1",)),
    ],
    "sheet": [Visit("assessor", parts=office.sheet)],
    "meeting": [Visit("administrator", parts=office.round_in("meeting"))],
    "panel": [Visit("administrator", parts=office.panel)],
    "funnel": [Visit("administrator", parts=office.decided_round)],
    "round-workbook": [Visit("assessor", parts=office.round_in("scoring"))],
    "round-links": [Visit("administrator", parts=office.round_in("draft"))],
    "private-link": [Visit(parts=office.private_link("scoring")), Visit(parts=office.private_link("checking"))],
    "what-if": [
        Visit("administrator", parts=office.round_in("meeting")),
        Visit("administrator", parts=office.round_in("meeting"), query=(("without", "skills"),)),
    ],
    "import": [Visit("editor")],
    "upload": [Visit("editor", parts=office.upload)],
    "master-list": [Visit("editor")],
    "master-list-review": [Visit("editor", parts=office.edited_list)],
    "upload-changes": [Visit("editor", parts=office.upload)],
    "report-rows": [Visit("editor", parts=office.report)],
    "report-row": [Visit("editor", parts=office.report_row)],
    "reading": [Visit("editor", parts=office.reading), Visit("assessor", parts=office.reading)],
    "duplicates": [Visit("editor"), Visit("editor", parts=office.pair)],
    "duplicates-decided": [Visit("editor")],
    "jobs": [Visit("editor")],
    "job": [Visit("editor", parts=office.waiting_job), Visit("editor", parts=office.ended_job)],
    "login": [Visit(), Visit(query=(("next", "/sv/import/"),))],
    "account": [Visit("reader")],
    "users": [Visit("administrator")],
    "user": [
        Visit("administrator", parts=lambda: {"user": "administrator"}),
        Visit("administrator", parts=office.user),
    ],
    "sources": [Visit(), Visit("editor")],
    "source": [Visit(parts=lambda: {"key": "karta"}), Visit("administrator", parts=lambda: {"key": "karta"})],
    "edition": [Visit(parts=_edition)],
    "editions": [Visit(), Visit("administrator")],
    "compare": [Visit()],
    "conclusions": [Visit(), Visit(parts=_listed), Visit(parts=_listed, query=(("show", "universities/kth"),))],
    "about": [Visit()],
    "accessibility": [Visit()],
    "privacy": [Visit()],
    "my-list": [Visit("assessor")],
    "start": [Visit(), Visit("editor")],
    "actors": [
        Visit(),
        Visit("editor"),
        Visit(query=(("county", "17"), ("q", "mat"))),
        Visit(query=(("county", "09"),)),
        Visit(actors=("karta:1", "karta:2")),
    ],
    "side-by-side": [
        Visit(),
        Visit(query=(("add", "a"),), actors=("karta:1",)),
        Visit(actors=("karta:1", "karta:2", "karta:3")),
        Visit(actors=("karta:1", "karta:2"), query=(("sources", "all"), ("only", "differences"))),
    ],
    "fact-sheet": [Visit(), Visit(query=(("county", "17"),)), Visit(query=(("q", "nobody"),))],
    "table": [
        Visit(),
        Visit(query=(("county", "17"), ("field", "start_year"), ("order", "-start_year"), ("sources", "all"))),
        Visit(query=(("has-name", "nobody"),)),
    ],
    "map": [Visit(), Visit("editor", query=(("county", "17"), ("county", "20"))), Visit(query=(("q", "finns inte"),))],
    "embed": [Visit(query=(("title", "Mat i länet"), ("word", "matsamarbeten")))],
    "embed-code": [Visit(query=(("kind", "company"),))],
    "actor": [
        Visit("editor", parts=_phased_actor),
        Visit(parts=_actor),
        Visit("editor", parts=_actor),
        Visit(parts=_actor, query=(("sources", "all"),)),
    ],
    "actor-edit": [
        Visit("editor", parts=_actor),
        Visit("editor", parts=_actor, query=(("field", "members"),)),
        Visit("editor", parts=_actor, query=(("field", "description"),)),
    ],
}
# Addresses that answer with something else than a page.
NOT_PAGES = {
    "maturity-picture": "a file",
    "radars-picture": "a file",
    "phases-picture": "a file",
    "index-picture": "a file",
    "sector-picture": "a file",
    "figures-refetch": "takes a form and leads to a job",
    "region-picture": "a file",
    "actor-phase": "takes a form and leads back",
    "map-data": "JSON for the map",
    "search-data": "JSON for programs",
    "map-at": "a piece of a page, for a mark's window",
    "map-picture": "a file",
    "map-shapes": "JSON for the map",
    "embed-at": "a piece of a page, for a mark's window",
    "upload-mapping": "a file",
    "master-list-remove": "takes a form and leads back",
    "upload-save": "takes a form and leads to the job",
    "upload-remove": "takes a form and leads back",
    "report-corrections": "a file",
    "report-use-corrections": "takes a form and leads back",
    "report-collect": "takes a form and leads to the columns",
    "reading-undo": "takes a form and leads back",
    "reading-redo": "takes a form and leads back",
    "duplicates-judge": "takes a form and leads to the next pair",
    "duplicates-look": "takes a form and leads to the job",
    "duplicates-take-back": "takes a form and leads back",
    "job-cancel": "takes a form and leads back",
    "job-file": "a file",
    "round-minutes": "a file",
    "round-workbook-file": "a file",
    "logout": "takes a form and leads to the start page",
    "download": "a file",
    "edition-file": "a file",
    "table-file": "a file",
    "actor-place": "a file",
    "side-by-side-file": "a file",
    "source-withdraw": "takes a form and leads back",
    "source-restore": "takes a form and leads back",
    "priority-slides": "a file",
    "priority-slide": "a file",
    "priority-form": "a file",
    "priority-form-json": "a file",
    "tagging-decide": "takes a form and leads back",
    "tagging-undo": "takes a form and leads back",
    "concepts-file": "a file",
    "concepts-take-back": "takes a form and leads back",
    "concept-retire": "takes a form and leads back",
    "concept-restore": "takes a form and leads back",
    "hand-over-pack": "a file",
    "hand-over-annex": "a file",
    "search-log-take-back": "takes a form and leads back",
    "shortlist-put": "takes a form and leads to the shortlist",
    "shortlist-contact": "takes a form and leads back",
    "shortlist-off": "takes a form and leads back",
    "shortlist-take-back": "takes a form and leads back",
    "root": "leads to the start page",
    "permanent": "leads to the actor's page",
    "actor-work": "takes a form and leads back",
}
