"""Values in templates: numbers, days and moments as the site writes them."""

from datetime import datetime

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from klusterkarta.vocabularies.numerals import format_date, format_number

register = template.Library()


@register.simple_tag(takes_context=True)
def number(context: Context, value: float) -> str:
    """A number as the page's language groups it."""
    return format_number(value, context["shell"].lang)


@register.filter
def day(moment: datetime | None) -> SafeString | str:
    """The Swedish day of a moment, as 2026-11-20, marked for machines; nothing for None."""
    if moment is None:
        return ""
    local = localtime(moment)
    return _marked(local, format_date(local.date()))


@register.filter
def minute(moment: datetime | None) -> SafeString | str:
    """The Swedish day and time of a moment, as 2026-11-20 14:05, marked for machines; nothing for None."""
    if moment is None:
        return ""
    local = localtime(moment)
    return _marked(local, format_date(local))


def _marked(local: datetime, written: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), written)
