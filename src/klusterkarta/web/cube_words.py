"""A table of statistics in the words of a page: title and licence in its language, marked where they are not."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from klusterkarta.vocabularies.words import say
from klusterkarta.web.figures import Wording, foreign
from klusterkarta.workflow.figures import CubeView


def cube_title(cube: CubeView, lang: str) -> Wording:
    """The table's title."""
    text, language = cube.title_in(lang)
    return Wording(text, foreign(language, lang))


def cube_licence(cube: CubeView, lang: str) -> Wording:
    """The table's licence."""
    text, language = cube.licence_in(lang)
    return Wording(text, foreign(language, lang))


def years_of(cube: CubeView) -> str:
    """The years that a table covers."""
    return f"{cube.first_year}–{cube.last_year}" if cube.first_year < cube.last_year else str(cube.last_year)


def cube_line(cube: CubeView, year: str | int, *, lang: str) -> str:
    """Where figures are from: source, table, year, population, versions of the codes, when read, licence."""
    texts = {"title": cube_title(cube, lang).text, "licence": cube_licence(cube, lang).text}
    return say("two_maps.source_line", lang, **_facts(cube, year, lang), **texts)


def marked_cube_line(cube: CubeView, year: str | int, *, lang: str) -> SafeString:
    """The same as HTML, in which what stands in another language than the page's is marked."""
    facts = {name: conditional_escape(text) for name, text in _facts(cube, year, lang).items()}
    texts = {"title": marked(cube_title(cube, lang)), "licence": marked(cube_licence(cube, lang))}
    # The words around the facts are the product's own and hold no markup; every fact is escaped above.
    return SafeString(say("two_maps.source_line", lang, **facts, **texts))


def marked(wording: Wording) -> SafeString:
    """A text as HTML, marked with its language where that is another than the page's.

    >>> marked(Wording("Råd & rön", "sv")), marked(Wording("A < B"))
    ('<span lang="sv">Råd &amp; rön</span>', 'A &lt; B')
    """
    if not wording.lang:
        return conditional_escape(wording.text)
    return format_html('<span lang="{}">{}</span>', wording.lang, wording.text)


def _facts(cube: CubeView, year: str | int, lang: str) -> dict[str, str]:
    return {
        "source": cube.source,
        "year": str(year),
        "places": str(cube.place_year),
        "population": say(f"figures.population_{cube.population}", lang),
        "version": cube.industry_version or "–",
        "read_on": cube.read_on,
    }
