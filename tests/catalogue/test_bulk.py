"""Many rows at once: what goes in comes out, on both databases."""

import polars as pl
import pytest

from klusterkarta.catalogue.bulk import insert_frame, insert_rows, plain_moment, rows_among
from klusterkarta.catalogue.models import Record, Refresh, Source
from klusterkarta.catalogue.services.log import now

pytestmark = pytest.mark.django_db
RECORDS = Record._meta.db_table
# Each means something where rows are written as CSV or as PostgreSQL's own text, or is easily taken for nothing.
AWKWARD = (
    "", " ", "a,b", 'he said "x"', '"', "two\nlines", "\r\nend", "\\.", "\n\\.\n", "\\N", "NULL", "tab\there", "\\",
    "'", "%s", "{1}", "å – 😀",
)  # fmt: skip


@pytest.fixture
def source() -> int:
    return Source.objects.create(key="karta", title_sv="Karta", created_at=now()).pk


def written() -> list[tuple[str, int | None]]:
    return list(Record.objects.order_by("pk").values_list("row_key", "about_id"))


def test_rows_come_out_as_they_went_in(source):
    columns = ("source_id", "row_key", "thing", "about_id")
    insert_rows(RECORDS, columns, rows=((source, text, "actor", None) for text in AWKWARD))
    assert written() == [(text, None) for text in AWKWARD]


def test_a_frame_comes_out_as_it_went_in(source):
    first = Record.objects.create(source_id=source, row_key="first").pk
    about = pl.Series("about_id", [first if number % 2 else None for number in range(len(AWKWARD))], dtype=pl.Int64)
    frame = pl.DataFrame({"row_key": AWKWARD}).with_columns(about, source_id=pl.lit(source), thing=pl.lit("actor"))
    insert_frame(RECORDS, frame)
    assert written() == [("first", None), *zip(AWKWARD, about.to_list(), strict=True)]


def test_nothing_at_all_is_written_too(source):
    insert_rows(RECORDS, ("source_id", "row_key", "thing"), rows=())
    insert_frame(RECORDS, pl.DataFrame(schema={"source_id": pl.Int64, "row_key": pl.String, "thing": pl.String}))
    assert written() == []


def test_rows_are_found_by_any_key(source):
    insert_rows(RECORDS, ("source_id", "row_key", "thing"), rows=[(source, text, "actor") for text in AWKWARD])
    wanted = [*AWKWARD, "no such"]
    found = rows_among(RECORDS, ("row_key", "id"), within=("source_id", source), keys=wanted)
    assert dict(found) == dict(Record.objects.values_list("row_key", "pk"))


def test_a_moment_is_the_same_moment():
    moment = now()
    insert_rows(Refresh._meta.db_table, ("id", "heartbeat_at"), rows=[(1, plain_moment(moment))])
    assert Refresh.objects.get(pk=1).heartbeat_at == moment
