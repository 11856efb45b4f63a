"""Who names whom in the whole register, and what those who are named are called: read column by column."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from klusterkarta.catalogue.selectors.framed import passing_through, read_columns
from klusterkarta.catalogue.selectors.shown import counting_statements, shown_statements
from klusterkarta.values.frames import MEMBERS, Schema

_RELATIONS: Schema = {"statement": pl.Int64, "record": pl.Int64, "relation": pl.String, "target": pl.Int64}


@dataclass(frozen=True, slots=True)
class Naming:
    """All live `members` (as `values.frames`), and what actors say of whom.

    `relations`: actor, relation, target of shown values that name a record. `names`: what `counting_statements` tells
    of every name that counts of those who are named, and the actor.
    """

    members: pl.DataFrame
    relations: pl.DataFrame
    names: pl.DataFrame


def naming_frames(*, without: Collection[int], named: Collection[int]) -> Naming:
    """Who names whom, but for what is said by or of the actors in `without`; with the names of the records `named` too.

    What is shown is taken from what the register keeps with each actor. Call in `one_moment`.
    """
    with passing_through():
        members = read_columns("SELECT record_id, actor_id FROM catalogue_membership", (), schema=MEMBERS)
        plain = members.filter(~pl.col("actor").is_in(list(without)))
        shown = shown_statements()
        # All of it stands in the index of the statements that name somebody.
        sql = (
            "SELECT id, record_id, relation, target_id FROM catalogue_statement"
            " WHERE target_id IS NOT NULL AND mode = 'says'"
        )
        said = read_columns(sql, (), schema=_RELATIONS)
        said = said.filter(pl.Series(shown[said["statement"].to_numpy()], dtype=pl.Boolean))
        relations = said.join(plain, on="record").select("actor", "relation", "target")
        targets = pl.concat([relations["target"], pl.Series(list(named), dtype=pl.Int64)]).unique()
        parties = members.join(targets.to_frame("record"), on="record", how="semi").select("actor").unique()
        own = plain.join(parties, on="actor", how="semi")
        names = counting_statements(shown, properties=["name"], beside=["name"], among=own["record"].to_list())
        return Naming(members, relations, names.filter(pl.col("mode") == "says").join(own, on="record"))
