from django.db import migrations, models


class Migration(migrations.Migration):
    """What is kept of shown values goes, and is worked out anew by `upgrade`: it is written in another way from now on.

    The statements' numbers stand before the long text, so that whoever wants them alone need not read past it.
    """

    dependencies = [
        ("catalogue", "0006_move"),
    ]

    operations = [
        migrations.RemoveField(model_name="profile", name="shown"),
        migrations.AddField(model_name="profile", name="statements", field=models.TextField(default="")),
        migrations.AddField(model_name="profile", name="shown", field=models.JSONField(default=dict)),
    ]
