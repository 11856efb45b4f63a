"""Source letters in templates: a page holds a hundred of them, and a template would write each by twenty steps."""

from collections.abc import Sequence

from django import template
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.profile.sources import Passage, SourceNote

register = template.Library()


@register.simple_tag(takes_context=True)
def source_letters(context: Context, notes: Sequence[SourceNote], *, opened: bool = False) -> SafeString:
    """The letters of `notes`, each with what opens under it; all of them open where `opened`."""
    lang, state = context["shell"].lang, " open" if opened else ""
    word, inside = (escape(say(f"profile.{key}", lang)) for key in ("source_word", "in_the_source"))
    written = (f'<details class="src"{state}>{_note(note, word, inside)}</details> ' for note in notes)
    return mark_safe("".join(written))  # noqa: S308 - every text is escaped below


def _note(note: SourceNote, word: str, inside: str) -> str:
    title = escape(note.title)
    heading = f'<a href="{escape(note.href)}">{title}</a>' if note.href else title
    passages = "".join(_passage(one, inside) for one in note.passages)
    summary = f'<summary title="{title}"><span class="vh">{word} </span>{escape(note.letter)}</summary>'
    return f"{summary}<div><b>{heading}</b>{passages}</div>"


def _passage(one: Passage, inside: str) -> str:
    place = f"{escape(one.place)}. " if one.place else ""
    lang = f' lang="{escape(one.lang)}"' if one.lang else ""
    quotes = ", ".join(f"<q{lang}>{escape(wording)}</q>" for wording in one.wordings)
    # A sentence that is quoted has its own full stop.
    stop = "" if one.wordings and one.wordings[-1].endswith((".", "…", "!", "?")) else "."
    return f"<br>{place}{escape(one.dates)}{f' {inside} {quotes}{stop}' if quotes else ''}"
