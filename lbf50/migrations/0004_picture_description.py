from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lbf50", "0003_editors"),
    ]

    operations = [
        migrations.AlterField(
            model_name="picture",
            name="description",
            field=models.CharField(
                help_text=(
                    "What the picture shows, in a sentence. It is read aloud to those who cannot "
                    "see it, wherever the page has no words of its own for the picture."
                ),
                max_length=255,
                verbose_name="description",
            ),
        ),
        migrations.AlterField(
            model_name="picture",
            name="credit",
            field=models.CharField(
                blank=True,
                help_text="Who made the picture. Stands below it, but not on cards.",
                max_length=120,
                verbose_name="credit",
            ),
        ),
    ]
