"""The online edition becomes a page of its own, below the book's."""

import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


def move_below_the_book(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    BookPage = apps.get_model("orders.BookPage")
    OnlineBookPage = apps.get_model("orders.OnlineBookPage")

    for book in BookPage.objects.exclude(online_address="", online_document=None):
        # No page could stand below the book before.
        OnlineBookPage.objects.create(
            title="Læs bogen online",
            draft_title="Læs bogen online",
            slug="online",
            path=f"{book.path}0001",
            depth=book.depth + 1,
            numchild=0,
            url_path=f"{book.url_path}online/",
            live=book.live,
            first_published_at=book.first_published_at,
            content_type=ContentType.objects.get_or_create(
                app_label="orders", model="onlinebookpage"
            )[0],
            locale=book.locale,
            address=book.online_address,
            document=book.online_document,
        )
        book.numchild = 1
        book.save()


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0004_folded_keys"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        migrations.CreateModel(
            name="OnlineBookPage",
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
                    "lead",
                    models.TextField(
                        blank=True, help_text="One or two sentences.", verbose_name="lead"
                    ),
                ),
                (
                    "document_pages",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Readers are told it beside the size of the file.",
                        null=True,
                        verbose_name="pages in the PDF",
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        blank=True,
                        help_text="For instance a web edition.",
                        verbose_name="web address of the book on another site",
                    ),
                ),
                (
                    "chapters",
                    wagtail.fields.StreamField(
                        [("chapter", 23)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            1: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Introduction", "required": False},
                            ),
                            2: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                    ],
                                    "label": "Text",
                                    "template": "lbf50/blocks/text.html",
                                },
                            ),
                            3: ("wagtail.blocks.TextBlock", (), {"label": "Quotation"}),
                            4: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Who said it", "required": False},
                            ),
                            5: ("wagtail.blocks.StructBlock", [[("text", 3), ("who", 4)]], {}),
                            6: ("wagtail.images.blocks.ImageBlock", [], {"label": "Picture"}),
                            7: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Caption", "required": False},
                            ),
                            8: (
                                "wagtail.blocks.StructBlock",
                                [[("picture", 6), ("caption", 7)]],
                                {},
                            ),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "required": False},
                            ),
                            10: ("wagtail.blocks.CharBlock", (), {"label": "Point"}),
                            11: ("wagtail.blocks.ListBlock", (10,), {"label": "Points"}),
                            12: (
                                "wagtail.blocks.BooleanBlock",
                                (),
                                {"label": "Number the points", "required": False},
                            ),
                            13: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 9), ("points", 11), ("numbered", 12)]],
                                {},
                            ),
                            14: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 80},
                            ),
                            15: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Leave empty while it is unknown: readers then see that it is being checked.",
                                    "label": "Value",
                                    "required": False,
                                },
                            ),
                            16: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 14), ("value", 15)]],
                                {},
                            ),
                            17: ("wagtail.blocks.ListBlock", (16,), {"label": "Facts"}),
                            18: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "required": False},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 9), ("facts", 17), ("source", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.StreamBlock",
                                [
                                    [
                                        ("text", 2),
                                        ("quote", 5),
                                        ("picture", 8),
                                        ("points", 13),
                                        ("facts", 19),
                                    ]
                                ],
                                {"label": "Content"},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 0), ("content", 20)]],
                                {},
                            ),
                            22: ("wagtail.blocks.ListBlock", (21,), {"label": "Sections"}),
                            23: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 0), ("introduction", 1), ("sections", 22)]],
                                {},
                            ),
                        },
                        help_text="The text of the book, for those who cannot read a PDF or would rather not.",
                        verbose_name="chapters",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtaildocs.document",
                        verbose_name="the book as a PDF",
                    ),
                ),
            ],
            options={
                "verbose_name": "online edition of the book",
                "verbose_name_plural": "online editions of the book",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.RunPython(move_below_the_book, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="bookpage",
            name="online_address",
        ),
        migrations.RemoveField(
            model_name="bookpage",
            name="online_document",
        ),
        migrations.AlterField(
            model_name="ordersettings",
            name="closed_text",
            field=wagtail.fields.RichTextField(
                default="<p>Vi tager ikke imod bestillinger af den trykte bog lige nu.</p>",
                verbose_name="text while ordering is closed",
            ),
        ),
        migrations.AlterField(
            model_name="ordersettings",
            name="sold_out_text",
            field=wagtail.fields.RichTextField(
                default="<p>Den trykte bog er udsolgt, så vi kan ikke tage imod flere bestillinger.</p>",
                verbose_name="text while the book is sold out",
            ),
        ),
    ]
