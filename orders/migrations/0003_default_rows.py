"""The rows that are always there: a text for each kind of mail, and the balance of the stock."""

from django.db import migrations

from orders.models.mail import Mail
from orders.models.mail_text import default_text


def create_rows(apps, schema_editor):
    MailText = apps.get_model("orders.MailText")
    for kind in Mail.Kind.values:
        subject, body = default_text(kind)
        MailText.objects.create(kind=kind, subject=subject, body=body)
    apps.get_model("orders.Stock").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_orders_group")]

    operations = [migrations.RunPython(create_rows, migrations.RunPython.noop)]
