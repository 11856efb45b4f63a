"""Words in templates: `{% t "list.hits" count=3 %}`, reasons, labels and addresses, in the page's language."""

from django import template
from django.template import Context

from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.labels import Label
from klusterkarta.vocabularies.templates import Value
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.doers import doer

register = template.Library()


def _lang(context: Context) -> str:
    lang: str = context["shell"].lang
    return lang


@register.simple_tag(takes_context=True)
def t(context: Context, key: str, **values: Value) -> str:
    """The words of a key. WordsError for an unknown key or a missing value."""
    return say(key, _lang(context), **values)


@register.simple_tag(takes_context=True)
def why(context: Context, reason: Reason) -> str:
    """A reason in words."""
    return explain(reason, _lang(context))


@register.simple_tag(takes_context=True)
def who(context: Context, name: str) -> str:
    """Who has done something."""
    return doer(name, _lang(context))


@register.simple_tag(takes_context=True)
def label(context: Context, words: Label) -> str:
    """A label of a vocabulary."""
    return words.read(_lang(context))


@register.simple_tag(takes_context=True)
def page_address(context: Context, name: str, /, **parts: str | int) -> str:
    """The address of a page in the page's language: `{% page_address "actor" actor=12 %}`."""
    return address(name, _lang(context), query=(), **parts)
