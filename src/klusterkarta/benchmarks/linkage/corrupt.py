"""An organisation as one source writes it: every kind of difference that real lists show, by chance."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from klusterkarta.benchmarks.linkage.entities import Entity
from klusterkarta.benchmarks.linkage.words import brand, towns, word_lists
from klusterkarta.values.text import slug

_FOLD = str.maketrans("åäöÅÄÖæøÆØéü", "aaoAAOaoAOeu")
_SPELLED = {
    "å": "aa",
    "ä": "ae",
    "ö": "oe",
    "æ": "ae",
    "ø": "oe",
    "Å": "Aa",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ø": "Oe",
    "Æ": "Ae",
}
_LETTERS = "abcdefghijklmnoprstuvyåäö"
_KEYS = {"a": "sq", "e": "wr", "i": "uo", "o": "ip", "n": "bm", "m": "n", "s": "ad", "t": "ry", "r": "et", "l": "kö"}
_ENGLISH_TOWNS = {"Göteborg": "Gothenburg", "København": "Copenhagen", "Helsinki": "Helsingfors", "Turku": "Åbo"}


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a source; "" where the source says nothing."""

    name: str
    city: str
    postal_code: str
    url: str
    email: str


def record_of(entity: Entity, chance: Random) -> Record:
    """The organisation as some source writes it."""
    town, postal, branch = entity.town, entity.postal, False
    if chance.random() < 0.035:
        branch, town = True, towns(entity.language).draw(chance)
        postal = str(town.first_code + chance.randrange(town.codes))
    elif chance.random() < 0.08:
        postal = str(entity.town.first_code + chance.randrange(entity.town.codes))
    domain = _moved(entity, chance) if entity.domain and chance.random() < 0.08 else entity.domain
    name = _name(entity, chance)
    if branch and chance.random() < 0.6:
        pattern = chance.choice(word_lists()["branches"][0])
        name = pattern.format(n=name, p=town.name)
    return Record(
        name=name,
        city=_city(town.name, chance),
        postal_code=_postal(postal, entity, chance),
        url=_url(domain, chance),
        email=_email(entity, domain, chance),
    )


def _name(entity: Entity, chance: Random) -> str:
    translated = entity.english and entity.language != "en" and chance.random() < 0.035
    name = entity.english if translated else entity.name
    for share, change in _CHANGES:
        if chance.random() < share:
            name = change(name, entity, chance) or name
    return " ".join(_with_legal(name, entity, chance).split())


def _with_legal(name: str, entity: Entity, chance: Random) -> str:
    if not entity.legal or chance.random() < 0.35:
        return name
    forms = word_lists()["legal"][entity.language]
    if entity.legal == "limited" and chance.random() < 0.06:
        return f"{chance.choice(forms['before'])} {name}"
    written = forms[entity.legal]
    if entity.legal == "association" and chance.random() < 0.75:
        return name
    form = written[0] if chance.random() < 0.75 else chance.choice(written)
    return f"{name}{chance.choice((' ', ' ', ' ', ', '))}{form}"


def _abbreviated(name: str, _entity: Entity, chance: Random) -> str:
    pairs = word_lists()["abbreviated"]
    words = name.split()
    for at, word in enumerate(words):
        found = [short for full, short in pairs if full == word.lower()]
        if found:
            return " ".join([*words[:at], chance.choice(found), *words[at + 1 :]])
    long = [at for at, word in enumerate(words) if len(word) > 7]
    if not long or chance.random() < 0.4:
        return name
    at = chance.choice(long)
    return " ".join([*words[:at], words[at][: chance.choice((3, 4, 5))] + ".", *words[at + 1 :]])


def _initials(name: str, _entity: Entity, _chance: Random) -> str:
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in words) if len(words) > 2 else name


def _reordered(name: str, _entity: Entity, chance: Random) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    if chance.random() < 0.5:
        return " ".join([*words[1:], words[0]])
    return f"{words[-1]}, {' '.join(words[:-1])}" if chance.random() < 0.5 else " ".join([words[-1], *words[:-1]])


def _joined(name: str, _entity: Entity, chance: Random) -> str:
    words = name.split()
    if len(words) < 2:
        long = name[: len(name) // 2]
        return f"{long} {name[len(long) :]}" if len(name) > 9 else name
    at = chance.randrange(len(words) - 1)
    link = chance.choice(("", "-", ""))
    return " ".join([*words[:at], f"{words[at]}{link}{words[at + 1].lower()}", *words[at + 2 :]])


def _dropped(name: str, _entity: Entity, _chance: Random) -> str:
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 2 else name


def _added(name: str, entity: Entity, chance: Random) -> str:
    way = chance.random()
    if way < 0.55 and entity.town.name not in name:
        between = "i " if entity.language in ("sv", "no", "da") and chance.random() < 0.6 else ""
        return f"{name} {between}{entity.town.name}"
    return f"{name} {chance.choice(word_lists()['tails' if way < 0.75 else 'groups'][1:])}"


def _typed(name: str, _entity: Entity, chance: Random) -> str:
    """One slip of the typist: a letter left out, doubled, exchanged with the next, hit beside, or added."""
    letters = [at for at, letter in enumerate(name) if letter.isalpha()]
    if len(letters) < 4:
        return name
    at = chance.choice(letters[1:])
    way = chance.random()
    if way < 0.25:
        return name[:at] + name[at + 1 :]
    if way < 0.45:
        return name[:at] + name[at] + name[at:]
    if way < 0.65 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if way < 0.85:
        return name[:at] + chance.choice(_KEYS.get(name[at].lower(), _LETTERS)) + name[at + 1 :]
    return name[:at] + chance.choice(_LETTERS) + name[at:]


def _folded(name: str, _entity: Entity, chance: Random) -> str:
    if chance.random() < 0.7:
        return name.translate(_FOLD)
    return "".join(_SPELLED.get(letter, letter) for letter in name)


def _cased(name: str, _entity: Entity, chance: Random) -> str:
    return name.upper() if chance.random() < 0.7 else name.lower()


Change = Callable[[str, Entity, Random], str]
# How often each happens to a name; drawn apart, so that some names suffer several.
_CHANGES: tuple[tuple[float, Change], ...] = (
    (0.03, _added), (0.02, _dropped), (0.025, _reordered), (0.05, _abbreviated), (0.02, _joined), (0.005, _initials),
    (0.05, _typed), (0.005, _typed), (0.05, _folded), (0.08, _cased),
)  # fmt: skip


def _city(name: str, chance: Random) -> str:
    way = chance.random()
    if way < 0.10:
        return ""
    if way < 0.14:
        return name.upper()
    if way < 0.16:
        return name.translate(_FOLD)
    if way < 0.175:
        return chance.choice((f"{name} S", f"{name} City", f"{name}, Sverige", f"Norra {name}"))
    return _ENGLISH_TOWNS.get(name, name) if way < 0.22 else name


def _postal(code: str, entity: Entity, chance: Random) -> str:
    way = chance.random()
    if way < 0.18:
        return ""
    parted = f"{code[:3]} {code[3:]}" if len(code) == 5 and entity.language in ("sv", "en") else code
    prefix = {"sv": "SE", "en": "S", "no": "N", "da": "DK", "fi": "FI"}[entity.language]
    return code if way < 0.45 else f"{prefix}-{parted}" if way < 0.55 else parted


def _moved(entity: Entity, chance: Random) -> str:
    """Another domain of the same organisation: another ending, a new name, the mother company's."""
    stem, _, _ = entity.domain.partition(".")
    way = chance.random()
    if way < 0.35:
        return f"{stem}.{chance.choice(('com', 'eu', 'nu', 'org', 'net'))}"
    if way < 0.7:
        return f"{slug(entity.name, longest=24)}.{entity.domain.rpartition('.')[2]}"
    return f"{brand(chance).lower()}.{chance.choice(('com', 'se', 'no', 'dk', 'fi'))}"


def _url(domain: str, chance: Random) -> str:
    if not domain or chance.random() < 0.28:
        return ""
    way = chance.random()
    if way < 0.04:
        return f"https://{domain.partition('.')[0]}.{chance.choice(word_lists()['hosts'])}"
    shown = chance.choice((f"www.{domain}", f"https://www.{domain}", f"http://{domain}/", domain, f"https://{domain}"))
    return f"{shown.rstrip('/')}/{chance.choice(('kontakt', 'om-oss', 'sv', 'index.html'))}" if way < 0.12 else shown


def _email(entity: Entity, domain: str, chance: Random) -> str:
    if chance.random() < 0.38:
        return ""
    if not domain or chance.random() < 0.1:
        own = slug(entity.name, longest=14).replace("-", "")
        hosts = word_lists()["free_mail"]
        return f"{own}@{hosts[len(entity.name) % len(hosts)]}"
    return f"{chance.choice(('info', 'kontakt', 'post', 'office', 'kansli', 'mail'))}@{domain}"
