"""Orders made anonymous so far have kept their country, which is free text."""

from django.db import migrations


def forget_countries(apps, schema_editor):
    orders = apps.get_model("orders.Order").objects.exclude(anonymised_at=None)
    orders.exclude(country="").update(country="")


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0009_by_orderer"),
    ]

    operations = [migrations.RunPython(forget_countries, migrations.RunPython.noop)]
