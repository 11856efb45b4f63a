"""Read pages in tests the way a person does: by their words, rows and links."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpResponse
from django.test import Client

_VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass
class Element:
    """An element with its attributes, its children and the text straight in it."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    def text(self) -> str:
        """All text in the element, spaces made single."""
        parts = [one if isinstance(one, str) else one.text() for one in self.children]
        return " ".join(" ".join(parts).split())

    def all(self, tag: str = "", **attributes: str) -> list["Element"]:
        """The elements inside of a tag with these attributes; `class_` asks for one of the classes."""
        found = [one for one in self.walk() if one is not self and (not tag or one.tag == tag)]
        return [one for one in found if all(one.has(name, value) for name, value in attributes.items())]

    def one(self, tag: str = "", **attributes: str) -> "Element":
        """The only such element; AssertionError when there are more or none."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}, expected one"
        return found[0]

    def has(self, name: str, value: str) -> bool:
        """Whether an attribute has the value; of `class_`, whether it is among the classes."""
        if name == "class_":
            return value in self.attributes.get("class", "").split()
        return self.attributes.get(name.rstrip("_").replace("_", "-")) == value

    def walk(self) -> list["Element"]:
        """The element and all inside it, in the order of the page."""
        inner = [one for child in self.children if isinstance(child, Element) for one in child.walk()]
        return [self, *inner]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.now = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.now)
        self.now.children.append(made)
        if tag not in _VOID:
            self.now = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.now.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.now))

    def handle_endtag(self, tag: str) -> None:
        assert self.now.tag == tag, f"</{tag}> closes <{self.now.tag}>"
        assert self.now.parent is not None
        self.now = self.now.parent

    def handle_data(self, data: str) -> None:
        self.now.children.append(data)


def page_of(response: HttpResponse) -> Element:
    """The page as a tree; an AssertionError for tags that do not nest, and for an id that stands twice."""
    builder = _Builder()
    builder.feed(response.content.decode())
    assert builder.now is builder.root, f"<{builder.now.tag}> is never closed"
    ids = Counter(one.attributes["id"] for one in builder.root.walk() if "id" in one.attributes)
    assert [one for one, number in ids.items() if number > 1] == []
    return builder.root


def text_of(client: Client, path: str) -> str:
    """The words of the page at an address, which has to be there."""
    response = client.get(path)
    assert response.status_code == 200
    return page_of(response).text()


def query_of(address: str) -> list[tuple[str, str]]:
    """The parameters of an address, in order."""
    return parse_qsl(urlsplit(address).query)
