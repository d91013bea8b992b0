"""Activities become pages with an address of their own, and rest on sources."""

import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import wagtail.fields
import wagtail.models.preview
from django.db import migrations, models
from django.utils.text import slugify
from wagtail.models import Page as Tree

DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


def make_pages(apps, schema_editor):
    """A page below its step for each activity. Whom it is for and the change aimed at are the
    step's, until an editor says it more closely."""
    ContentType = apps.get_model("contenttypes.ContentType")
    TierPage = apps.get_model("staircase.TierPage")
    ActivityPage = apps.get_model("staircase.ActivityPage")
    activity_page = ContentType.objects.get_or_create(app_label="staircase", model="activitypage")[
        0
    ]

    for tier in TierPage.objects.all():
        slugs = set()
        for place, activity in enumerate(tier.activities.order_by("sort_order", "pk"), start=1):
            slug = slugify(activity.name.translate(DANISH)) or "aktivitet"
            if slug in slugs:
                slug = f"{slug}-{place}"
            slugs.add(slug)
            ActivityPage.objects.create(
                title=activity.name,
                draft_title=activity.name,
                what=activity.description,
                residents=tier.residents,
                change=tier.change,
                slug=slug,
                path=Tree._get_path(tier.path, tier.depth + 1, place),
                depth=tier.depth + 1,
                url_path=f"{tier.url_path}{slug}/",
                live=tier.live,
                first_published_at=tier.first_published_at,
                last_published_at=tier.last_published_at,
                content_type=activity_page,
                locale=tier.locale,
            )
            tier.numchild = place
        tier.save(update_fields=["numchild"])


class Migration(migrations.Migration):
    dependencies = [
        ("staircase", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="staircasepage",
            name="research",
            field=wagtail.fields.RichTextField(
                blank=True,
                help_text="Shown above the list of sources, which makes itself.",
                verbose_name="about the research",
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="ActivityPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        help_text="One sentence.", max_length=300, verbose_name="what it is"
                    ),
                ),
                ("residents", models.CharField(max_length=200, verbose_name="whom it is for")),
                ("change", models.CharField(max_length=200, verbose_name="change aimed at")),
                ("text", wagtail.fields.RichTextField(blank=True, verbose_name="text")),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "authors",
                    models.TextField(
                        blank=True,
                        help_text="Surname, first name. A semicolon between two authors: "
                        "Hansen, Eva; Jensen, Bo. Empty where no author is named.",
                        verbose_name="authors",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("title", models.CharField(max_length=250, verbose_name="title")),
                ("publisher", models.CharField(max_length=160, verbose_name="publisher")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("review", "Systematic review"),
                            ("effect", "Effect study"),
                            ("evaluation", "Evaluation"),
                            ("description", "Description"),
                        ],
                        max_length=20,
                        verbose_name="kind of source",
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        help_text="One sentence.",
                        max_length=250,
                        verbose_name="what it shows",
                    ),
                ),
                (
                    "doi",
                    models.CharField(
                        blank=True,
                        help_text="10.4073/csr.2013.10",
                        max_length=250,
                        verbose_name="DOI",
                    ),
                ),
                (
                    "isbn",
                    models.CharField(
                        blank=True,
                        help_text="978-87-7119-526-2",
                        max_length=30,
                        verbose_name="ISBN",
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        blank=True,
                        help_text="Used for the link where there is no DOI.",
                        verbose_name="web address",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["authors", "year", "title"],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "activity",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="staircase.activitypage",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="staircase.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.RunPython(make_pages, migrations.RunPython.noop),
        migrations.DeleteModel(
            name="Activity",
        ),
    ]
