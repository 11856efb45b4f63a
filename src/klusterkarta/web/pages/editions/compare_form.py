"""The choice of two editions to compare; the register now is one of them."""

from dataclasses import dataclass

from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, Option
from klusterkarta.web.register_state import register_state

NOW = ""


@dataclass(frozen=True, slots=True)
class CompareForm:
    """Two selects and where they lead."""

    action: str
    fields: list[FormField]


def compare_form(lang: str, *, before: str | None = None, after: str = NOW) -> CompareForm:
    """The form; without a choice the latest edition stands against the register now."""
    first = latest_edition() if before is None else before
    fields = [_select("from", "earlier", first, lang=lang), _select("to", "later", after, lang=lang)]
    return CompareForm(address("compare", lang), fields)


def latest_edition() -> str:
    """The name of the newest edition; NOW where there is none."""
    editions = register_state().editions
    return editions[0].name if editions else NOW


def snapshot_name(name: str, lang: str) -> str:
    """An edition by name, or the register now, as it stands inside a sentence."""
    return say("editions_pages.edition_in_text", lang, name=name) if name else say("editions_pages.now_in_text", lang)


def _select(name: str, words: str, chosen: str, *, lang: str) -> FormField:
    options = [Option(one.name, one.name, one.name == chosen) for one in register_state().editions]
    options.append(Option(NOW, say("editions.now", lang), chosen == NOW))
    return FormField(name=name, label=say(f"editions.{words}", lang), kind="select", options=options)
