from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0002_asked_services'),
    ]

    operations = [
        migrations.AddField(
            model_name='cube',
            name='language',
            field=models.CharField(blank=True, default='', max_length=2),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='cube',
            name='licence_en',
            field=models.CharField(blank=True, default='', max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='cube',
            name='title_en',
            field=models.CharField(blank=True, default='', max_length=500),
            preserve_default=False,
        ),
    ]
