"""Words of generated actors: names that nobody has, and the vocabulary's own places, sectors and kinds."""

from functools import cache
from random import Random

from klusterkarta.benchmarks.register.shape import PLACES_EXPONENT, SECTORS_EXPONENT, Skewed
from klusterkarta.vocabularies.documents import read_document
from klusterkarta.vocabularies.places_tables import Municipality, counties, municipalities

_SYLLABLES = """
    al an ar as be bi bo da de di do el en er fa fi fo ga go ha he hi in ja jo ka ke ki la le li lo lu ma me mi mo na ne
    ni no om or pa pe ra re ri ro sa se si so ta te ti to ul va ve vi vo ör åk äl
"""
_NOUNS = """
    kluster region företag samverkan teknik skog stål mat energi forskning utveckling innovation export kompetens data
    sol vind vatten glas trä metall form ljud ljus bild kraft resa hav berg dal stad land fält nätverk arena park
    centrum labb industri tillväxt material hälsa miljö transport fordon gruva design mode hantverk fiber papper kemi
"""
FORMS = (
    "Aktiebolag", "Ekonomisk förening", "Ideell förening", "Projekt", "Stiftelse", "Myndighet", "Kommunalt bolag",
    "Handelsbolag",
)  # fmt: skip
_LARGEST = ("0180", "1480", "1280", "0380", "0580", "1880", "1980", "1283", "0680", "0581", "2480", "1490", "2180")


@cache
def places() -> Skewed[Municipality]:
    """Municipalities, the largest first; the others in an order of their own, for size is not in the vocabulary."""
    known = municipalities()
    rest = [code for code in known if code not in _LARGEST]
    Random(290).shuffle(rest)  # noqa: S311
    return Skewed([known[code] for code in (*_LARGEST, *rest)], exponent=PLACES_EXPONENT)


@cache
def sectors() -> Skewed[str]:
    """Sector words as sources write them: the naming words of each group, group by group in turn."""
    groups = read_document("sector_groups").body["groups"]
    words = [list(map(str, group["names"]["sv"])) for group in groups]
    longest = max(map(len, words))
    return Skewed([own[at] for at in range(longest) for own in words if at < len(own)], exponent=SECTORS_EXPONENT)


@cache
def nouns() -> Skewed[str]:
    """Words of names and descriptions that a text filter is likely to look for: the first is in every third text."""
    return Skewed(_NOUNS.split(), exponent=0.8)


@cache
def language() -> Skewed[str]:
    """A language of 20 000 made words, as uneven as a real one: the k-th word stands in proportion to 1/k."""
    chance, syllables = Random(20), _SYLLABLES.split()  # noqa: S311
    made = ("".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(20_000))
    return Skewed(list(dict.fromkeys(made)), exponent=1)


def geography(place: Municipality, chance: Random) -> str:
    """The area an actor works in, as sources write it: a municipality, a county, two, a region, the country."""
    county = counties()[place.county]
    roll = chance.random()
    if roll < 0.45:
        return place.name
    if roll < 0.75:
        return chance.choice((county.name, county.short))
    if roll < 0.85:
        return f"{county.name} | {counties()[places().draw(chance).county].name}"
    return "Sverige" if roll < 0.95 else chance.choice(("Bergslagen", "Mälardalen", "Öresund", "Norge", "Finland"))


def made_word(chance: Random) -> str:
    """A word that a name can begin with: each is as likely."""
    return chance.choice(language().items).capitalize()


def made_name(length: int, chance: Random) -> str:
    """A name of about so many characters: made words and nouns."""
    words = [made_word(chance)]
    while len(" ".join(words)) < length - 3:
        words.append(nouns().draw(chance) if chance.random() < 0.6 else made_word(chance))
    return " ".join(words)


def sentences(length: int, chance: Random) -> str:
    """Text of about so many characters."""
    words: list[str] = []
    size = 0
    while size < length:
        words.append((nouns() if chance.random() < 0.15 else language()).draw(chance))
        size += len(words[-1]) + 1
    return " ".join(words).capitalize() + "."
