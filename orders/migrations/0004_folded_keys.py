"""Keys that tell repeat orders alike on every database, and the status in the desk's indexes."""

from django.db import migrations, models

from orders.models.order import email_key, house_key


def write_keys(apps, schema_editor):
    orders = apps.get_model("orders.Order").objects
    # Listed first: SQLite refuses a change while the same connection is still reading.
    for pk, email, *address in list(orders.values_list("pk", "email", "postcode", "street")):
        orders.filter(pk=pk).update(email_key=email_key(email), house_key=house_key(*address))


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0003_mail_texts_and_stock"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="order",
            name="order_by_email",
        ),
        migrations.RemoveIndex(
            model_name="order",
            name="order_by_address",
        ),
        migrations.RemoveIndex(
            model_name="order",
            name="order_abroad",
        ),
        migrations.RemoveIndex(
            model_name="order",
            name="order_of_organisation",
        ),
        migrations.RemoveIndex(
            model_name="order",
            name="order_repeated",
        ),
        migrations.AddField(
            model_name="order",
            name="email_key",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="order",
            name="house_key",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("email_key", ""), _negated=True),
                fields=["email_key"],
                name="order_by_email",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("house_key", ""), _negated=True),
                fields=["house_key"],
                name="order_by_house",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("country", ""), _negated=True),
                fields=["-created_at", "-id", "status"],
                name="order_abroad",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("organisation", ""), _negated=True),
                fields=["-created_at", "-id", "status"],
                name="order_of_organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("is_repeat", True)),
                fields=["-created_at", "-id", "status"],
                name="order_repeated",
            ),
        ),
    ]
