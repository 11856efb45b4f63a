"""Pictures as files."""

from django.http import HttpResponse

from klusterkarta.charts.picture import Picture
from klusterkarta.charts.standalone import standalone_svg
from klusterkarta.vocabularies.words import say
from klusterkarta.web.take_away import source_line


def map_file(picture: Picture, lang: str) -> HttpResponse:
    """A map as an SVG file, with whose borders it draws and its source line: what `TakeAway.picture` leads to."""
    line = f"{say('charts.borders', lang)}. {source_line(lang)}"
    return HttpResponse(standalone_svg(picture, line), content_type="image/svg+xml")


def picture_file(picture: Picture, lang: str) -> HttpResponse:
    """Any other picture as an SVG file, with its source line."""
    return HttpResponse(standalone_svg(picture, source_line(lang)), content_type="image/svg+xml")
