import django.db.models.deletion
from django.db import migrations, models

TO_PROFILE = 'INSERT INTO catalogue_actorprofile (actor_id, shown) SELECT id, "values" FROM catalogue_actor'


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_facet_covering"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActorProfile",
            fields=[
                (
                    "actor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="profile",
                        serialize=False,
                        to="catalogue.actor",
                    ),
                ),
                ("shown", models.JSONField(default=dict)),
            ],
        ),
        migrations.RunSQL(TO_PROFILE, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="actor", name="actor_by_name"),
        migrations.RemoveIndex(model_name="actor", name="actor_by_start"),
        migrations.RemoveIndex(model_name="actor", name="actor_by_members"),
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(fields=["thing", "sort_key", "id"], name="actor_by_sort_key"),
        ),
        migrations.RemoveField(model_name="actor", name="values"),
    ]
