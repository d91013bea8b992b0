"""Page model of the plain site, without optimisation."""

from django.db import models
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page


class HomePage(Page):
    """A page with an introduction, pictures and text."""

    intro = RichTextField(blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(
        [
            ("heading", CharBlock()),
            ("paragraph", RichTextBlock()),
            ("picture", ImageChooserBlock()),
        ],
        blank=True,
    )
