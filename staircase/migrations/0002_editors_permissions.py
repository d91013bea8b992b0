"""The group Redaktion keeps the library of sources."""

from django.db import migrations


def let_editors_keep_sources(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    Group = apps.get_model("auth.Group")

    source = ContentType.objects.get_or_create(app_label="staircase", model="source")[0]
    editors = Group.objects.get(name="Redaktion")
    for action in ("add", "change", "delete", "publish"):
        # Django makes permissions after the last migration, which is too late for a new database.
        codename = f"{action}_source"
        editors.permissions.add(
            Permission.objects.get_or_create(
                content_type=source, codename=codename, defaults={"name": codename}
            )[0]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("staircase", "0001_initial"),
        ("lbf50", "0003_editors_group"),
    ]

    operations = [migrations.RunPython(let_editors_keep_sources, migrations.RunPython.noop)]
