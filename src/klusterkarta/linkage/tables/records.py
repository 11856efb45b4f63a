"""A table of records as arrays: which name each bears, and its marks as numbers that can be compared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from klusterkarta.linkage.tables.arrays import Ints
from klusterkarta.linkage.tables.cities import city_key, place_words_folded
from klusterkarta.linkage.tables.words import NameTable, folded_names, name_table
from klusterkarta.values.organisation_number import OrganisationNumberError, normalise_organisation_number
from klusterkarta.values.text import fold
from klusterkarta.values.web_address import web_domain
from klusterkarta.vocabularies.mail_hosts import free_mail_hosts

# The columns that sharpen a comparison of names.
MARKS = ("city", "postal_code", "url", "email", "phone", "orgno")
_FEWEST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Records:
    """Records by position. A mark is a number equal for equal marks, -1 where nothing is said.

    `mail` is the whole address where its host is anybody's; `web_site` and `mail_site` are the domains of the web
    address and of an e-mail address of one's own, numbered together, `web_label` and `mail_label` the same without the
    ending. `cities` are the towns in the order of their numbers, which begin with 1.
    """

    names: NameTable
    name: Ints
    marks: Mapping[str, Ints]
    cities: Sequence[str]

    def __len__(self) -> int:
        return len(self.name)


def read_records(frame: pl.DataFrame) -> Records:
    """The frame as arrays: column `name`, and those of MARKS that it has, all text; null and "" are nothing said."""
    frame = frame.with_columns(pl.col(column).fill_null("") for column in ("name", *_given(frame)))
    raw = frame.group_by("name", maintain_order=True).len()
    folded = pl.DataFrame({"name": raw["name"], "folded": folded_names(raw["name"].to_list())})
    rows = frame.select("name").join(folded, on="name", how="left", maintain_order="left")
    different = rows.group_by("folded", maintain_order=True).len().with_row_index("name_id")
    number = rows.join(different, on="folded", how="left", maintain_order="left")["name_id"].to_numpy().astype(np.int32)
    marks = _marks(frame)
    towns = {word for city in marks["city"].unique().to_list() for word in city.split()}
    names = name_table(
        different["folded"].to_list(), records=different["len"].to_list(), places=towns | place_words_folded()
    )
    cities = pl.DataFrame({"code": _numbered(marks["city"]), "city": marks["city"]}).unique("code").sort("code")
    sites = pl.concat([marks.pop("web"), marks.pop("mail_domain")])
    numbers = {mark: _numbered(values) for mark, values in marks.items()}
    for mark, column in (("site", sites), ("label", sites.str.extract(r"^([^.]+)").fill_null(""))):
        both = _numbered(column)
        numbers |= {f"web_{mark}": both[: frame.height], f"mail_{mark}": both[frame.height :]}
    return Records(names, number, numbers, cities.filter(pl.col("code") >= 0)["city"].to_list())


def _given(frame: pl.DataFrame) -> list[str]:
    return [mark for mark in MARKS if mark in frame.columns]


def _marks(frame: pl.DataFrame) -> dict[str, pl.Series]:
    empty = pl.Series("", [""] * frame.height, dtype=pl.String)
    column = {mark: frame[mark] if mark in frame.columns else empty for mark in MARKS}
    city = _read(column["city"], city_key)
    postal = column["postal_code"].str.replace_all(r"\D", "").str.slice(0, 6)
    host = column["email"].str.to_lowercase().str.strip_chars().str.extract(r"@([^@\s]+)$").fill_null("")
    is_free = host.is_in(list(free_mail_hosts()))
    return {
        "city": city,
        "postal": postal,
        "area": postal.str.slice(0, 3),
        "web": _read(_host(column["url"]), _site),
        "mail_domain": _read(host.zip_with(~is_free, empty), _site),
        "mail": column["email"].str.to_lowercase().str.strip_chars().zip_with(is_free, empty),
        "phone": _read(column["phone"], _phone),
        "number": _read(column["orgno"], _number),
    }


def _read(column: pl.Series, reader: Callable[[str], str]) -> pl.Series:
    """Each different value read once."""
    different = column.unique()
    values = [reader(text) if text else "" for text in different.to_list()]
    read = pl.DataFrame({"text": different, "read": pl.Series(values, dtype=pl.String)})
    return column.to_frame("text").join(read, on="text", how="left", maintain_order="left")["read"]


def _numbered(values: pl.Series) -> Ints:
    """From 1 in the order of the texts; -1 for "" (which sorts first)."""
    codes = values.rank("dense").cast(pl.Int32).to_numpy() - int((values == "").any())
    return np.where((values == "").to_numpy(), -1, codes).astype(np.int32)


def _host(urls: pl.Series) -> pl.Series:
    host = urls.str.to_lowercase().str.extract(r"^\s*<?(?:[a-z]+:)?/*([^/?#:\s>]+)").fill_null("")
    return host.str.strip_prefix("www.")


def _site(host: str) -> str:
    """The registered domain of a host; one with a single dot is one already, unless it is a public suffix itself."""
    return host if host.count(".") == 1 and host.isascii() else web_domain(host)


def _phone(text: str) -> str:
    digits = "".join(filter(str.isdigit, text.replace("(0)", ""))).removeprefix("00").removeprefix("46").lstrip("0")
    return digits if len(digits) >= _FEWEST_DIGITS else ""


def _number(text: str) -> str:
    try:
        return normalise_organisation_number(text)
    except OrganisationNumberError:
        digits = "".join(filter(str.isalnum, fold(text)))
        # Without a valid check digit a Swedish number is a slip; numbers of other countries have eight or nine digits.
        return digits if sum(map(str.isdigit, digits)) in (8, 9) else ""
