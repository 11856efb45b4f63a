"""Statements without foreign keys on PostgreSQL: a filled register comes over to that, and orphans are noticed."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from klusterkarta.catalogue.models import PersonalStatement, Reading, Record, Statement
from klusterkarta.catalogue.selectors.orphans import orphan_statements
from klusterkarta.catalogue.services.readings import drop_staged
from tests.catalogue.test_readings import stage
from tests.registers import canonical_state, collect_rows

TABLES = (Statement._meta.db_table, PersonalStatement._meta.db_table)
KEYS = {(table, column) for table in TABLES for column in ("record_id", "reading_id", "target_id")}
WITH_KEYS, WITHOUT = "0008_naming_index", "0009_statement_keys"


def migrate(name: str) -> None:
    MigrationExecutor(connection).migrate([("catalogue", name)])


def constraints() -> dict[tuple[str, str, bool], tuple[str, ...]]:
    """(table, name, whether it is a foreign key) → its columns, primary keys left out."""
    with connection.cursor() as cursor:
        return {
            (table, name, one["foreign_key"] is not None): tuple(one["columns"])
            for table in TABLES
            for name, one in connection.introspection.get_constraints(cursor, table).items()
            if not one["primary_key"]
        }


def foreign_keys() -> set[tuple[str, str]]:
    return {(table, column) for (table, _, foreign), columns in constraints().items() if foreign for column in columns}


def indexes() -> set[tuple[str, str, tuple[str, ...]]]:
    return {(table, name, columns) for (table, name, foreign), columns in constraints().items() if not foreign}


def rows() -> list[list[tuple[object, ...]]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Statement, PersonalStatement)]


@pytest.fixture
def with_keys(transactional_db: None) -> Iterator[None]:
    """The register as it was when PostgreSQL still checked the keys of statements."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps the keys: only PostgreSQL's tables change")
    migrate(WITH_KEYS)
    try:
        yield
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


def orphan(**given: object) -> Statement:
    return Statement.objects.create(property="name", value="Ingens", **given)


def test_a_filled_register_comes_over_to_statements_without_keys_and_back(with_keys):
    collect_rows("a", {"1": {"name": "Robotdalen", "funders": "VINNOVA", "contact_name": "Testperson Ett"}})
    collect_rows("b", {"1": {"name": "VINNOVA", "members": "12"}})
    before, meaning, lookups = rows(), canonical_state(), indexes()
    assert foreign_keys() == KEYS

    migrate(WITHOUT)
    assert foreign_keys() == set()
    assert (rows(), canonical_state(), indexes()) == (before, meaning, lookups)
    assert orphan_statements() == 0
    # It goes on as it was: a later reading speaks for its source, and what is dropped leaves nothing behind.
    collect_rows("b", {"1": {"name": "VINNOVA", "members": "13"}})
    drop_staged(stage("c", {"1": {"name": "Compare", "funders": "KTH"}}))
    # What belongs to nothing is noticed, and the keys do not come back over it.
    lost = orphan(record_id=0, reading_id=0)
    assert orphan_statements() == 1
    with pytest.raises(IntegrityError):
        migrate(WITH_KEYS)
    lost.delete()
    after, meaning = rows(), canonical_state()

    migrate(WITH_KEYS)
    assert foreign_keys() == KEYS
    assert (rows(), canonical_state(), indexes()) == (after, meaning, lookups)
    with pytest.raises(IntegrityError), transaction.atomic():
        orphan(record_id=0, reading_id=0)


@pytest.mark.django_db
def test_a_statement_that_belongs_to_nothing_is_noticed():
    collect_rows("a", {"1": {"name": "Robotdalen"}})
    collect_rows("b", {"1": {"name": "Compare"}})
    record, reading = Record.objects.get(source__key="a").pk, Reading.objects.get(source__key="a").pk
    elsewhere = Record.objects.get(source__key="b").pk
    assert orphan_statements() == 0
    # What the reading has not seen, of records that are there: SQLite's keys would let these pass too.
    orphan(record_id=elsewhere, reading_id=reading)
    orphan(record_id=record, reading_id=reading, target_id=elsewhere)
    PersonalStatement.objects.create(record_id=elsewhere, reading_id=reading, property="contact_name", value="Ingen")
    assert orphan_statements() == 3
