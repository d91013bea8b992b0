"""The group Redaktion: pages, pictures, documents and the foot of the page."""

from django.db import migrations


def create_group(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    Group = apps.get_model("auth.Group")
    Page = apps.get_model("wagtailcore.Page")
    Collection = apps.get_model("wagtailcore.Collection")
    GroupPagePermission = apps.get_model("wagtailcore.GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore.GroupCollectionPermission")

    def permission(app_label, model, codename):
        # Django makes permissions after the last migration, which is too late for a new database.
        content_type, _made = ContentType.objects.get_or_create(app_label=app_label, model=model)
        return Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename}
        )[0]

    # Wagtail's own two groups would stand beside ours in English, with other rights.
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()

    # Off until the setting WORKFLOWS. Their names are Wagtail's, in English.
    for model in ("Workflow", "Task"):
        of_wagtail = apps.get_model("wagtailcore", model).objects.filter(name="Moderators approval")
        of_wagtail.update(name="Godkendelse")

    editors = Group.objects.create(name="Redaktion")
    editors.permissions.add(
        permission("wagtailadmin", "admin", "access_admin"),
        permission("lbf50", "sitesettings", "change_sitesettings"),
        *(
            permission("lbf50", "notice", f"{action}_notice")
            for action in ("add", "change", "delete", "publish")
        ),
    )
    root = Page.objects.get(depth=1)
    for action in ("add", "change", "publish", "lock", "unlock"):
        GroupPagePermission.objects.create(
            group=editors, page=root, permission=permission("wagtailcore", "page", f"{action}_page")
        )
    # Wagtail asks for the rights of its own image model, whichever model takes its place.
    library = Collection.objects.get(depth=1)
    for app_label, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for action in ("add", "change", "choose"):
            GroupCollectionPermission.objects.create(
                group=editors,
                collection=library,
                permission=permission(app_label, model, f"{action}_{model}"),
            )


class Migration(migrations.Migration):
    dependencies = [
        ("lbf50", "0002_home_page"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(create_group, migrations.RunPython.noop)]
