"""The organisations that the generated records are about: names, places, sites, sisters, chains and parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from random import Random

from klusterkarta.benchmarks.linkage.words import LANGUAGES, Town, brand, listed, surnames, towns, word_lists
from klusterkarta.values.text import slug

_SHARES = {"sv": 58, "no": 13, "da": 13, "fi": 10, "en": 6}
_TOP = {"sv": "se", "no": "no", "da": "dk", "fi": "fi", "en": "com"}
_AND = {"sv": "och", "no": "og", "da": "og", "fi": "ja", "en": "and"}
_SONS = {"sv": "Söner", "no": "Sønner", "da": "Sønner", "fi": "Pojat", "en": "Sons"}
_GENITIVE = {"sv": "s", "no": "s", "da": "s", "fi": "n", "en": ""}


@dataclass(frozen=True, slots=True)
class Entity:
    """One organisation as it really is. `english` is its name in English where it has one; `domain` may be shared."""

    name: str
    english: str
    language: str
    legal: str
    town: Town
    postal: str
    domain: str


@dataclass(slots=True)
class World:
    """What has been given away so far: a web domain belongs to one organisation or one group."""

    chance: Random
    domains: set[str] = field(default_factory=set)
    names: set[tuple[str, str]] = field(default_factory=set)

    def domain(self, name: str, town: Town, *, language: str) -> str:
        """A free domain made from the name's first words; "" for those without a site."""
        if self.chance.random() < 0.22:
            return ""
        words = slug(name).split("-")[: self.chance.choice((1, 2, 2, 3))]
        top = _TOP[language] if self.chance.random() < 0.8 else self.chance.choice(("com", "nu", "org", "eu"))
        stem = self.chance.choice(("", "", "-")).join(words)
        tried = (f"{stem}{extra}.{top}" for extra in chain(("", f"-{slug(town.name)}"), count(2)))
        found = next(one for one in tried if one not in self.domains)
        self.domains.add(found)
        return found

    def is_free(self, entity: "Entity") -> bool:
        """Whether no other organisation of the town has that name yet, as registers of names see to."""
        key = (entity.name.casefold(), entity.town.name)
        known = key in self.names
        self.names.add(key)
        return not known


def entities(chance: Random) -> Iterator[Entity]:
    """Organisations without end: companies, groups of sisters, chains' shops, bodies with their units, foundations."""
    world = World(chance)
    makers = [*_MAKERS]
    weights = [weight for _, weight in makers]
    codes, shares = list(_SHARES), list(_SHARES.values())
    while True:
        language = chance.choices(codes, shares)[0]
        maker = chance.choices(makers, weights)[0][0]
        yield from filter(world.is_free, maker(world, language))


def _entity(world: World, language: str, town: Town, name: str, **more: str) -> Entity:
    code = str(town.first_code + world.chance.randrange(town.codes))
    domain = more["domain"] if "domain" in more else world.domain(name, town, language=language)
    english, legal = more.get("english", ""), more.get("legal", "")
    return Entity(_capital(name), _capital(english), language, legal, town, code, domain)


def _company(world: World, language: str) -> Iterator[Entity]:
    town: Town = towns(language).draw(world.chance)
    yield _named_company(world, language, town, world.chance.random())


def _named_company(world: World, language: str, town: Town, way: float) -> Entity:
    at = LANGUAGES.index(language)
    one, other = (_trade(world) for _ in range(2))
    style = next(style for limit, style in _STYLES if way < limit)
    tail = f" {world.chance.choice(word_lists()['tails'])}" if world.chance.random() < 0.2 else ""
    first = style(world, language, town)
    two = f" {_AND[language]} {other[at]}" if world.chance.random() < 0.08 else ""
    named = world.chance.random() < 0.8 or style is not _by_brand
    name = f"{first} {one[at]}{two}{tail}" if named else f"{first}{tail}"
    english = f"{first} {one[-1]}{tail}" if named else ""
    return _entity(world, language, town, name, english=english, legal="limited")


def _by_surname(world: World, language: str, _town: Town) -> str:
    name = surnames(language).draw(world.chance)
    way = world.chance.random()
    if way < 0.12:
        return f"{name} & {_SONS[language]}"
    if way < 0.2:
        return f"{name} {_AND[language]} {surnames(language).draw(world.chance)}"
    return f"{name}{_GENITIVE[language]}" if way < 0.5 else str(name)


def _by_place(world: World, language: str, town: Town) -> str:
    return f"{town.name}{_GENITIVE[language]}" if world.chance.random() < 0.3 else town.name


def _by_brand(world: World, _language: str, _town: Town) -> str:
    return brand(world.chance)


def _by_initials(world: World, _language: str, _town: Town) -> str:
    return "".join(world.chance.choice("ABCDEFGHIJKLMNOPRSTV") for _ in range(world.chance.choice((2, 3, 3))))


_STYLES: tuple[tuple[float, Callable[[World, str, Town], str]], ...] = (
    (0.36, _by_surname), (0.46, _by_place), (0.93, _by_brand), (1.01, _by_initials),
)  # fmt: skip


def _group(world: World, language: str) -> Iterator[Entity]:
    """Sisters: one first name and mostly one site, each with a trade or part of its own."""
    at = LANGUAGES.index(language)
    town: Town = towns(language).draw(world.chance)
    first = brand(world.chance) if world.chance.random() < 0.6 else surnames(language).draw(world.chance)
    domain = world.domain(first, town, language=language)
    for _ in range(world.chance.choice((2, 2, 3, 4))):
        trade = _trade(world)
        part = world.chance.choice(word_lists()["groups"][1:]) if world.chance.random() < 0.45 else ""
        own = world.domain(f"{first} {trade[at]}", town, language=language) if world.chance.random() < 0.25 else domain
        where = town if world.chance.random() < 0.75 else towns(language).draw(world.chance)
        english = "" if part else f"{first} {trade[-1]}"
        yield _entity(
            world, language, where, f"{first} {part or trade[at]}", english=english, legal="limited", domain=own
        )


def _chain(world: World, language: str) -> Iterator[Entity]:
    """Two to four shops of a chain, each an organisation of its own, in towns of their own."""
    name = listed("chains").draw(world.chance)
    shared = f"{slug(name)}.{_TOP[language]}"
    for _ in range(world.chance.choice((2, 3, 4))):
        town: Town = towns(language).draw(world.chance)
        own = f"{name} {town.name}" if world.chance.random() < 0.8 else str(name)
        domain = shared if world.chance.random() < 0.75 else world.domain(own, town, language=language)
        yield _entity(world, language, town, own, legal="limited", domain=domain)


def _body(world: World, language: str) -> Iterator[Entity]:
    at = LANGUAGES.index(language)
    patterns = world.chance.choice(word_lists()["bodies"])
    town: Town = towns(language).draw(world.chance)
    trade = _trade(world)
    name = _filled(patterns[at], trade[at], town, language)
    english = _filled(patterns[-1], trade[-1], town, "en")
    whole = _entity(world, language, town, name, english=english, legal="association")
    yield whole
    if world.chance.random() < 0.2:
        for unit in world.chance.sample(word_lists()["units"], 2):
            more = {"english": f"{english}, {unit[-1]}", "domain": whole.domain}
            yield _entity(world, language, town, f"{name}, {unit[at]}", **more)


def _foundation(world: World, language: str) -> Iterator[Entity]:
    town: Town = towns(language).draw(world.chance)
    trade = _trade(world)[LANGUAGES.index(language)]
    kind = world.chance.choice(("foundation", "club"))
    name = brand(world.chance) if world.chance.random() < 0.4 else f"{town.name} {trade}"
    yield _entity(world, language, town, f"{word_lists()['legal'][language][kind]} {name}", legal="")


_MAKERS: tuple[tuple[Callable[[World, str], Iterator[Entity]], float], ...] = (
    (_company, 0.8), (_group, 0.03), (_chain, 0.015), (_body, 0.12), (_foundation, 0.035),
)  # fmt: skip


def _trade(world: World) -> list[str]:
    found: list[str] = listed("trades").draw(world.chance)
    return found


def _filled(pattern: str, trade: str, town: Town, language: str) -> str:
    genitive = town.name if town.name.endswith("s") else f"{town.name}{_GENITIVE[language]}"
    return pattern.format(t=trade, p=town.name, g=genitive)


def _capital(name: str) -> str:
    """Every word with a capital, as names are mostly written; small words without."""
    small = {"och", "og", "i", "ja", "and", "of", "för", "for", "till"}
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in name.split())
