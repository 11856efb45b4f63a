"""Records into actors: the connected sets under the live judgements."""

import polars as pl

from klusterkarta.values.frames import MEMBERS


def connected_records(records: pl.DataFrame, judgements: pl.DataFrame) -> pl.DataFrame:
    """Which actor each record belongs to (frame `MEMBERS`).

    Two records are connected by the judgement `same`, and an editor's record with the one it is about. An actor's
    id is the smallest (oldest) record id in its set. Cost: near linear in records plus judgements (union by
    smallest root with path halving). Records that no judgement names are actors of their own.

    >>> records = pl.DataFrame(
    ...     {"record": [1, 2, 3], "about": [None, None, 1]}, schema={"record": pl.Int64, "about": pl.Int64}
    ... )
    >>> judged = pl.DataFrame({"left": [1], "right": [2], "verdict": ["same"]})
    >>> connected_records(records, judged)["actor"].to_list()
    [1, 1, 1]
    """
    parent = {record: record for record in records["record"].to_list()}
    for left, right in _edges(records, judgements):
        if left in parent and right in parent:
            _join(parent, left, right)
    actors = [_root(parent, record) for record in parent]
    return pl.DataFrame({"record": list(parent), "actor": actors}, schema=MEMBERS)


def contradicted_actors(members: pl.DataFrame, judgements: pl.DataFrame) -> set[int]:
    """Actors that hold two records which somebody judged to be different: shown to people, not resolved here."""
    different = judgements.filter(pl.col("verdict") == "different").select("left", "right")
    placed = different.join(members, left_on="left", right_on="record").rename({"actor": "one"})
    placed = placed.join(members, left_on="right", right_on="record").rename({"actor": "other"})
    return set(placed.filter(pl.col("one") == pl.col("other"))["one"].to_list())


def _edges(records: pl.DataFrame, judgements: pl.DataFrame) -> list[tuple[int, int]]:
    # Most actors are a single record that nobody has judged.
    edges: list[tuple[int, int]] = []
    if judgements.height:
        edges += judgements.filter(pl.col("verdict") == "same").select("left", "right").iter_rows()
    if records["about"].null_count() < records.height:
        edges += records.filter(pl.col("about").is_not_null()).select("record", "about").iter_rows()
    return edges


def _join(parent: dict[int, int], left: int, right: int) -> None:
    one, other = _root(parent, left), _root(parent, right)
    parent[max(one, other)] = min(one, other)


def _root(parent: dict[int, int], record: int) -> int:
    while parent[record] != record:
        parent[record] = parent[parent[record]]
        record = parent[record]
    return record
