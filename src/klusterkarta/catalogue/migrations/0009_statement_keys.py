import django.db.models.deletion
from django.db import migrations, models

KEYS = {
    "record": {"on_delete": django.db.models.deletion.CASCADE, "to": "catalogue.record"},
    "reading": {"on_delete": django.db.models.deletion.CASCADE, "to": "catalogue.reading"},
    "target": {
        "on_delete": django.db.models.deletion.SET_NULL, "to": "catalogue.record", "null": True, "db_index": False,
    },
}  # fmt: skip


class AlterWherePostgresql(migrations.AlterField):
    """SQLite checks a key in passing, and would have to write every statement anew to forget it: there it stays."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    """PostgreSQL asks for each key of each statement one by one: of a large file that took longer than writing it."""

    dependencies = [
        ("catalogue", "0008_naming_index"),
    ]

    operations = [
        AlterWherePostgresql(
            model_name=model,
            name=name,
            field=models.ForeignKey(db_constraint=False, related_name="+", **options),
        )
        for model in ("statement", "personalstatement")
        for name, options in KEYS.items()
    ]
