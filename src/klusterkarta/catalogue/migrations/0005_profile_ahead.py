import django.db.models.deletion
from django.db import migrations, models

# What is kept already is kept under the actor's own id: the numbers of profiles written from now on are above 2^24.
TO_PROFILE = "INSERT INTO catalogue_profile (id, shown) SELECT actor_id, shown FROM catalogue_actorprofile"


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0004_actor_profile"),
    ]

    operations = [
        migrations.CreateModel(
            name="Refresh",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("heartbeat_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("shown", models.JSONField(default=dict)),
            ],
        ),
        migrations.RunSQL(TO_PROFILE, migrations.RunSQL.noop),
        migrations.DeleteModel(name="ActorProfile"),
        migrations.AddField(
            model_name="actor",
            name="profile",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                default=0,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="catalogue.profile",
            ),
            preserve_default=False,
        ),
        migrations.RunSQL("UPDATE catalogue_actor SET profile_id = id", migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="facet", name="facet_covering"),
        migrations.RenameField(model_name="facet", old_name="actor", new_name="profile"),
        migrations.AlterField(
            model_name="facet",
            name="profile",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="facets",
                to="catalogue.profile",
            ),
        ),
        migrations.AddIndex(
            model_name="facet",
            index=models.Index(fields=["facet", "code", "certainty", "profile"], name="facet_covering"),
        ),
    ]
