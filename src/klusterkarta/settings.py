"""The settings of one installation: read once from the environment, frozen, loud about what is wrong.

Nothing else reads the environment. Django's settings (`klusterkarta.web.settings`) derive from this object, and a
program that starts another hands its settings on with `as_environment`.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from os import environ
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "KLUSTERKARTA_"
DATABASE_URL = "DATABASE_URL"
KEY_FILE = "secret-key"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(ValueError):
    """A setting is wrong or missing; the message says which, what was expected and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an installation decides. The variable of a field is KLUSTERKARTA_ and its name in capitals."""

    workspace: Path = Path("workspace")
    """The folder that holds the register (where it is SQLite), uploads, editions and the secret key."""
    database_url: str = field(default="", repr=False)
    """Variable DATABASE_URL: postgresql://user:password@host/database; empty means SQLite in the workspace."""
    secret_key: str = field(default="", repr=False)
    """Signs sessions and forms; empty means that the workspace's own key is used."""
    base_url: str = "http://127.0.0.1:8000"
    """The address people open; permanent identifiers are written with it."""
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    """Host names the site answers to, separated by commas; that of `base_url` is always among them."""
    behind_proxy: bool = False
    """True where a reverse proxy sets X-Forwarded-Proto and strips what the visitor sent under that name."""
    owner_name: str = ""
    """Who answers for the site: shown in the footer, the accessibility statement and the personal-data page."""
    owner_contact: str = ""
    """An address or telephone number of a function, not of a person, where the owner is reached."""
    privacy_purpose: str = ""
    """Why the owner keeps personal data, shown as written on the personal-data page; empty says that it is missing."""
    privacy_legal_basis: str = ""
    """On what legal basis (GDPR, article 6) personal data are kept; shown likewise."""
    privacy_retention: str = ""
    """How long personal data are kept, and what decides it; shown likewise."""
    privacy_contact: str = ""
    """Where the data protection officer is reached: a function's address, not a person's; shown likewise."""
    max_upload_mb: int = 20
    """The largest file an import takes, in megabytes of 1 000 000 bytes."""
    tile_url: str = ""
    """A map-tile template such as https://tiles.example.se/{z}/{x}/{y}.png; empty draws maps without tiles."""
    tile_attribution: str = ""
    """Whom the tiles come from, as their licence asks; shown under every map that has them."""
    embed_origins: tuple[str, ...] = ("*",)
    """Sites that may show `/embed/` in a frame, as https://kommun.example.se, by commas; `*` any site, `none` none."""
    log_level: str = "INFO"
    """DEBUG, INFO, WARNING or ERROR."""
    debug: bool = False
    """Show tracebacks in the browser; never where others can reach the site."""

    @property
    def register_path(self) -> Path:
        """Where the register lies when it is SQLite."""
        return self.workspace / "register.sqlite3"

    @property
    def max_upload_bytes(self) -> int:
        """The largest file an import takes, in bytes."""
        return self.max_upload_mb * 1_000_000

    def signing_key(self) -> str:
        """Return the secret key, given or the workspace's own; raise SettingsError where there is neither."""
        if self.secret_key:
            return self.secret_key
        path = self.workspace / KEY_FILE
        try:
            return path.read_text(encoding="ascii").strip()
        except OSError as problem:
            raise SettingsError(
                f"The workspace {self.workspace} has no secret key ({path}: {problem.strerror}). "
                f"Run: klusterkarta init --workspace {self.workspace}, or set {PREFIX}SECRET_KEY."
            ) from problem

    def as_environment(self) -> dict[str, str]:
        """Write the settings as the variables they are read from, for a program that this one starts.

        >>> settings = from_environment({"KLUSTERKARTA_ALLOWED_HOSTS": "karta.example.se, intern.example.se"})
        >>> from_environment(settings.as_environment()) == settings
        True
        """
        return {_variable(item.name): _written(getattr(self, item.name)) for item in fields(self)}


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Read the settings from variables; an empty variable counts as not set, a relative workspace starts from here.

    Raises SettingsError for a value that cannot be read and for a KLUSTERKARTA_ variable that does not exist.

    >>> from_environment({"KLUSTERKARTA_MAX_UPLOAD_MB": "5"}).max_upload_mb
    5
    >>> from_environment({"KLUSTERKARTA_MAX_UPLOAD": "5"})
    Traceback (most recent call last):
        ...
    klusterkarta.settings.SettingsError: KLUSTERKARTA_MAX_UPLOAD is no setting; did you mean KLUSTERKARTA_MAX_UPLOAD_MB?
    """
    known = {_variable(item.name): item.name for item in fields(Settings)}
    for name in environment:
        if name.startswith(PREFIX) and name not in known:
            raise SettingsError(f"{name} is no setting; {_nearest(name, list(known))}")
    given = {item: environment[name].strip() for name, item in known.items() if environment.get(name, "").strip()}
    given.setdefault("workspace", "workspace")
    return Settings(**{item: _read(item, text) for item, text in given.items()})  # type: ignore[arg-type]


def write_secret_key(workspace: Path) -> Path:
    """Give a workspace its secret key, readable by its owner alone; an existing key is left as it is."""
    path = workspace / KEY_FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50) + "\n", encoding="ascii")
    return path


_in_force: list[Settings] = []


def use(settings: Settings) -> None:
    """Make these the settings of this process; the command line does so before Django is loaded."""
    _in_force[:] = [settings]


def current() -> Settings:
    """Return the settings of this process, read from the environment at the first call unless `use` set them."""
    if not _in_force:
        use(from_environment(environ))
    return _in_force[0]


def _variable(name: str) -> str:
    return DATABASE_URL if name == "database_url" else PREFIX + name.upper()


def _written(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _read(name: str, text: str) -> object:
    try:
        return _READERS.get(name, str)(text)
    except ValueError as problem:
        shown = "not usable" if name in _SECRET else repr(text)
        raise SettingsError(f"{_variable(name)} is {shown}; {problem}") from None


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _key(text: str) -> str:
    if len(text) < 50:
        raise ValueError(f"expected at least 50 random characters, not {len(text)}; or leave it out")
    return text


def _yes_or_no(text: str) -> bool:
    answers = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.lower() not in answers:
        raise ValueError("expected true or false")
    return answers[text.lower()]


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ValueError("expected a whole number above 0")
    return int(text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("expected an address that begins with http:// or https://")
    return text.rstrip("/")


def _tiles(text: str) -> str:
    address = _address(text)
    if "{" in urlsplit(text).netloc or not all(part in text for part in ("{z}", "{x}", "{y}")):
        raise ValueError("expected a template with {z}, {x} and {y} in its path and one host without {s}")
    return address


def _origins(text: str) -> tuple[str, ...]:
    given = _names(text)
    if given in (("*",), ("none",)):
        return given
    for one in given:
        parts = urlsplit(_address(one))
        if f"{parts.scheme}://{parts.netloc}" != one:
            raise ValueError(f"expected origins as https://kommun.example.se, or * or none; {one!r} is none")
    return given


def _level(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        raise ValueError(f"expected one of {', '.join(LOG_LEVELS)}")
    return text.upper()


def _database(text: str) -> str:
    if urlsplit(text).scheme not in ("postgres", "postgresql"):
        raise ValueError("expected postgresql://user:password@host/database, or nothing for SQLite in the workspace")
    return text


_SECRET = ("database_url", "secret_key")
_READERS: dict[str, Callable[[str], object]] = {
    "workspace": _path,
    "database_url": _database,
    "secret_key": _key,
    "base_url": _address,
    "allowed_hosts": _names,
    "behind_proxy": _yes_or_no,
    "max_upload_mb": _positive,
    "tile_url": _tiles,
    "embed_origins": _origins,
    "log_level": _level,
    "debug": _yes_or_no,
}


def _nearest(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"the settings are {', '.join(sorted(known))}"
