"""What counts of some properties in the whole register, read part by part: what is shown is not worked out anew."""

from collections.abc import Callable, Collection, Iterator, Sequence

import numpy as np
import polars as pl
from django.db import connection
from numpy.typing import NDArray

from klusterkarta.catalogue.selectors.framed import Joined, fetch_joined, joined_frame, read_columns, read_frame
from klusterkarta.catalogue.selectors.live import latest_covers, live_basis, read_among, superseded
from klusterkarta.values.ahead import one_behind
from klusterkarta.values.frames import Schema

_STATEMENTS_AT_ONCE = 20_000
# Of more records than this all are read: so many questions would take longer.
_MANY = 20_000
_READ: Schema = {
    "statement": pl.Int64,
    "record": pl.Int64,
    "reading": pl.Int64,
    "property": pl.String,
    "language": pl.String,
    "mode": pl.String,
    "value": pl.String,
    "position": pl.Int64,
}
_VALUES: Schema = {name: _READ[name] for name in ("property", "language", "value")}
_NAMED = {"statement": "id", "record": "record_id", "reading": "reading_id"}


def shown_statements() -> NDArray[np.bool_]:
    """For the number of each public statement, whether it is a shown value of some actor."""
    together = "string_agg" if connection.vendor == "postgresql" else "group_concat"
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM catalogue_statement")
        (last,) = cursor.fetchone()
        shown = np.zeros((last or 0) + 1, dtype=np.bool_)
        # A million numbers as one text are some ten megabytes, and quicker than the rows that they stand in.
        owned = "catalogue_actor a JOIN catalogue_profile p ON p.id = a.profile_id"
        cursor.execute(f"SELECT {together}(p.statements, ' ') FROM {owned}")
        shown[np.fromstring(cursor.fetchone()[0] or "", dtype=np.int64, sep=" ")] = True
    return shown


def counting_statements(
    shown: NDArray[np.bool_],
    *,
    properties: Collection[str] = (),
    beside: Collection[str] = (),
    among: Sequence[int] | None = None,
) -> pl.DataFrame:
    """The shown values of the properties (none: of all), and of those in `beside` all else that counts.

    `shown` is from `shown_statements`; `among` narrows to these records. Columns: statement, record, property,
    language, mode, value, position, shown. Personal statements are not in it; those of records that are not live, which
    no actor has, may be. Call in `one_moment`.
    """
    parts = [_marked(pl.DataFrame(schema=_READ), shown, beside)]
    if among is None:
        parts += _in_parts(_of_these(properties), _READ, len(shown), lambda said: _marked(said, shown, beside))
    else:
        said = read_among(
            _of_these(properties), "record_id", wanted=among, schema=_READ, keyword="AND", read=read_columns
        )
        parts.append(_marked(said, shown, beside))
    found = pl.concat(parts)
    rest = found.filter(~pl.col("shown"))
    return pl.concat([found.filter("shown"), _live(rest) if rest.height else rest]).drop("reading")


def shown_values(members: pl.DataFrame, properties: Collection[str] = (), *, read: Schema = _VALUES) -> pl.DataFrame:
    """actor, and what `read` names, of all that is shown of these members (frame `MEMBERS`). Call in `one_moment`.

    `properties`: these alone; none: all. Properties and languages are categories: a million values say the same few of
    each.
    """
    few = pl.col("property", "language").cast(pl.Categorical)
    schema = {"statement": pl.Int64, "record": pl.Int64, **read}
    shown, owners = shown_statements(), _owners(members)

    def chosen(said: pl.DataFrame) -> pl.DataFrame:
        actors = pl.Series("actor", owners[np.minimum(said["record"].to_numpy(), len(owners) - 1)])
        wanted = pl.Series(shown[said["statement"].to_numpy()], dtype=pl.Boolean) & (actors > 0)
        return said.select(actors, *read).filter(wanted).with_columns(few)

    nothing = chosen(pl.DataFrame(schema=schema))
    return pl.concat([nothing, *_in_parts(_of_these(properties, schema), schema, len(shown), chosen)])


def _owners(members: pl.DataFrame) -> NDArray[np.int64]:
    """For the number of each record the actor that it belongs to, 0 for one that belongs to none of these."""
    records = members["record"].to_numpy()
    owners = np.zeros(int(records.max(initial=0)) + 2, dtype=np.int64)
    owners[records] = members["actor"].to_numpy()
    return owners


def _of_these(properties: Collection[str], read: Schema = _READ) -> str:
    columns = ", ".join(_NAMED.get(name, name) for name in read)
    # The codes of properties are the program's own words, and need no quoting.
    codes = ", ".join(f"'{code}'" for code in properties)
    return f"SELECT {columns} FROM catalogue_statement WHERE {f'property IN ({codes})' if codes else 'TRUE'}"


def _in_parts(
    asked: str, read: Schema, end: int, chosen: Callable[[pl.DataFrame], pl.DataFrame]
) -> Iterator[pl.DataFrame]:
    """What is chosen of all statements asked for, numbered up to `end`: one part is fetched while one is split."""
    sql = f"{asked} AND id > %s AND id <= %s"

    def split(joined: Joined) -> pl.DataFrame | None:
        said = joined_frame(joined, read)
        return None if said is None else chosen(said)

    places = [(start, start + _STATEMENTS_AT_ONCE) for start in range(0, end, _STATEMENTS_AT_ONCE)]
    fetched = (fetch_joined(sql, one, schema=read) for one in places)
    for one, part in zip(places, one_behind(fetched, split), strict=True):
        yield chosen(read_frame(sql, one, schema=read)) if part is None else part


def _marked(said: pl.DataFrame, shown: NDArray[np.bool_], beside: Collection[str]) -> pl.DataFrame:
    marked = said.with_columns(pl.Series("shown", shown[said["statement"].to_numpy()], dtype=pl.Boolean))
    return marked.filter(pl.col("shown") | pl.col("property").is_in(list(beside)))


def _live(said: pl.DataFrame) -> pl.DataFrame:
    """Those of readings that count, and that no later reading covers."""
    records = said["record"].unique().to_list()
    basis = live_basis(records if len(records) <= _MANY else None)
    counting = said.join(basis.readings, on="reading")
    gone = superseded(counting, latest_covers(basis.seen))
    return said.join(counting, on="statement", how="semi").join(gone, on="statement", how="anti")
