"""What surrounds every page: menu, languages, who is logged in, the running head about the register, the footer."""

from dataclasses import dataclass
from datetime import datetime

from klusterkarta.settings import current
from klusterkarta.values.caller import PUBLIC
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.vocabularies.words import WordsError, say
from klusterkarta.web.addresses import address, can_open, in_language, repeatable
from klusterkarta.web.navigation import Link, menu, personal_menu, submenu
from klusterkarta.web.register_state import RegisterState, register_state
from klusterkarta.web.requests import PageRequest

FOOTER = ("about", "sources", "accessibility", "privacy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Everything around a page's own content. `user` is "" for a visitor who is not logged in."""

    lang: str
    user: str
    login: str
    logout: str
    personal: list[Link]
    menu: list[Link]
    submenu: list[Link]
    languages: list[Link]
    footer: list[Link]
    owner: str
    owner_contact: str
    notice: str
    actors: int
    sources: int
    read_at: datetime | None
    edition: Link | None


def shell_of(request: PageRequest, section: str, *, name: str) -> Shell:
    """The shell for a page of this section and name."""
    lang, caller, state = request.lang, request.caller, register_state()
    path = repeatable(request.get_full_path())
    return Shell(
        lang=lang,
        user="" if caller == PUBLIC else caller.name,
        login=address("login", lang, query=[("next", path)]) if can_open("login", lang) else "",
        logout=address("logout", lang) if can_open("logout", lang) else "",
        personal=personal_menu(lang, caller=caller, name=name),
        menu=menu(lang, caller=caller, section=section, name=name),
        submenu=submenu(lang, caller=caller, section=section, name=name),
        languages=[_language(one, path, now=lang) for one in LANGUAGES],
        footer=[Link(say(f"navigation.{one}", lang), address(one, lang)) for one in FOOTER if can_open(one, lang)],
        owner=current().owner_name,
        owner_contact=current().owner_contact,
        notice=_notice(request.GET.get("done", ""), lang),
        actors=state.actors,
        sources=state.counting_sources,
        read_at=state.read_at,
        edition=_latest_edition(state, lang),
    )


def _language(code: str, path: str, *, now: str) -> Link:
    return Link(say("site.language_name", code), in_language(path, code), "true" if code == now else "", code)


def _latest_edition(state: RegisterState, lang: str) -> Link | None:
    if not state.editions or not can_open("editions", lang):
        return None
    return Link(state.editions[0].name, address("editions", lang))


def _notice(code: str, lang: str) -> str:
    """What has just been done, for an address with `?done=code`; nothing for a code without words."""
    try:
        return say(f"notices.{code}", lang) if code else ""
    except WordsError:
        return ""
