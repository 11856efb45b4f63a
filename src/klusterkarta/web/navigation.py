"""The menu: sections in Swedish order of work, and in each the pages that the site has and the caller may open."""

from dataclasses import dataclass

from klusterkarta.values.caller import PUBLIC, Caller
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address, can_open


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the menu: its address name, the right it asks, the key of its words (else `navigation` and name)."""

    name: str
    right: str = "read_public"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A menu item. `current` is `page`, `true` (the section) or ""; `lang` is set where it leads to another."""

    text: str
    href: str
    current: str = ""
    lang: str = ""


SECTIONS: dict[str, tuple[Entry, ...]] = {
    "map": (
        Entry("actors"), Entry("search", words="search.menu"), Entry("parties", words="parties.menu"),
        Entry("side-by-side", words="compare.menu"), Entry("fact-sheet", words="fact_sheet.menu"),
    ),
    "collecting": (
        Entry("sources"), Entry("import", "collect"), Entry("master-list", "edit_actor", "master_list.menu"),
        Entry("duplicates", "judge"), Entry("jobs", "read_jobs"),
    ),
    "cooperation": (
        Entry("priorities", words="priority.menu"), Entry("tagging", "edit_actor", "tagging.menu"),
        Entry("partners", words="partners.menu"),
        Entry("shortlist", "read_work_notes", "partners.shortlist_menu"), Entry("strategy", "collect", "strategy.menu"),
        Entry("search-log", words="search_log.menu"),
        Entry("concepts", words="concepts.menu"),
    ),
    "assessment": (
        Entry("rounds", "read_jobs", "assessment.menu"), Entry("funnel", "read_jobs", "funnel.menu"),
        Entry("radars", "read_jobs", "radar.menu"),
    ),
    "analysis": (
        Entry("conclusions", words="conclusions.menu"), Entry("maturity", words="maturity.menu"),
        Entry("phases", words="phases.menu"), Entry("two-maps", words="two_maps.menu"),
        Entry("sectors", words="sector_map.menu"), Entry("index", words="innovation_index.menu"),
        Entry("figures", words="figures.menu"),
    ),
    "follow_up": (),
    "editions": (Entry("editions"), Entry("hand-over", "edit_work", "annex.menu")),
}  # fmt: skip
# The account asks for no right, only that somebody is logged in.
PERSONAL = (
    Entry("my-list", "edit_work"),
    Entry("users", "manage_users", "site.users"),
    Entry("account", words="accounts.title"),
)


def open_entries(section: str, lang: str, *, caller: Caller) -> list[Entry]:
    """The pages of a section that the site has and the caller may open, in order."""
    return [one for one in SECTIONS.get(section, ()) if can_open(one.name, lang) and is_allowed(caller, one.right)]


def menu(lang: str, *, caller: Caller, section: str, name: str) -> list[Link]:
    """One link for each section that has a page to open; it leads to the first."""
    links = []
    for code in SECTIONS:
        entries = open_entries(code, lang, caller=caller)
        if entries:
            current = ("page" if entries[0].name == name else "true") if code == section else ""
            links.append(Link(say(f"navigation.{code}", lang), address(entries[0].name, lang), current))
    return links


def submenu(lang: str, *, caller: Caller, section: str, name: str) -> list[Link]:
    """The pages of the section, where there are several."""
    entries = open_entries(section, lang, caller=caller)
    if len(entries) == 1:
        return []
    return [_link(one, lang, name) for one in entries]


def personal_menu(lang: str, *, caller: Caller, name: str) -> list[Link]:
    """The pages of the one who is logged in."""
    if caller == PUBLIC:
        return []
    entries = (one for one in PERSONAL if can_open(one.name, lang) and is_allowed(caller, one.right))
    return [_link(one, lang, name) for one in entries]


def _link(entry: Entry, lang: str, name: str) -> Link:
    text = say(entry.words or f"navigation.{entry.name.replace('-', '_')}", lang)
    return Link(text, address(entry.name, lang), "page" if entry.name == name else "")
