"""The group Bestillinger handles orders and stock; both groups change the texts."""

from django.db import migrations


def create_group(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    Group = apps.get_model("auth.Group")

    def permission(app_label, model, codename):
        # Django makes permissions after the last migration, which is too late for a new database.
        content_type, _made = ContentType.objects.get_or_create(app_label=app_label, model=model)
        return Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
        )[0]

    # The rules among the settings need change_order besides.
    texts = [
        permission("orders", "mailtext", "change_mailtext"),
        permission("orders", "ordersettings", "change_ordersettings"),
    ]
    desk = Group.objects.create(name="Bestillinger")
    desk.permissions.add(
        permission("wagtailadmin", "admin", "access_admin"),
        permission("orders", "order", "view_order"),
        permission("orders", "order", "change_order"),
        *texts,
    )
    Group.objects.get(name="Redaktion").permissions.add(*texts)


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(create_group, migrations.RunPython.noop)]
