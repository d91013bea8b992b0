"""A new empty database gets the home page and the site record, so that the site answers at once."""

from django.db import migrations


def create_home_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Locale = apps.get_model("wagtailcore.Locale")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    HomePage = apps.get_model("lbf50.HomePage")

    Page.objects.filter(depth=1).update(title="Alle sider", draft_title="Alle sider")
    apps.get_model("wagtailcore.Collection").objects.filter(depth=1).update(name="Alle samlinger")
    # Wagtail's own greeting page, made by its first migrations.
    Page.objects.filter(depth=2, slug="home").delete()

    home = HomePage.objects.create(
        title="Landsbyggefonden 50 år",
        draft_title="Landsbyggefonden 50 år",
        slug="forside",
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/forside/",
        content_type=ContentType.objects.get_or_create(app_label="lbf50", model="homepage")[0],
        locale=Locale.objects.get(language_code="da"),
    )
    Site.objects.create(
        hostname="localhost",
        site_name="Landsbyggefonden 50 år",
        root_page=Page.objects.get(pk=home.pk),
        is_default_site=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("lbf50", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_home_page, migrations.RunPython.noop)]
