from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0001_cubes'),
    ]

    operations = [
        migrations.AddField(
            model_name='cube',
            name='dataset',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='cube',
            name='marks',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='cube',
            name='query',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='cube',
            name='service',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='cube',
            name='unit',
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
