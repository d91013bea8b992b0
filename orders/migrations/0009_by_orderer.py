"""Events say when the orderer did them. So far that was guessed from there being no user."""

from django.db import migrations, models
from django.db.models import Q

# What a cancellation by the orderer says, or nothing where the words have been erased since.
OWN_WISH = ["", "At the orderer’s own wish.", "Efter bestillerens eget ønske."]


def mark_what_orderers_did(apps, schema_editor):
    nobodys = apps.get_model("orders.OrderEvent").objects.filter(by=None)
    nobodys.filter(
        Q(kind="placed", order__source="form")
        | Q(kind="corrected")
        | Q(kind="status", became="cancelled", detail__in=OWN_WISH)
    ).update(by_orderer=True)


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0008_internal_note"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderevent",
            name="by_orderer",
            field=models.BooleanField(default=False, verbose_name="by the orderer"),
        ),
        migrations.RunPython(mark_what_orderers_did, migrations.RunPython.noop),
    ]
