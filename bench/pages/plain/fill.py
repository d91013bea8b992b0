"""Create ten pages of 19 KB with three pictures each, and an editor.

`manage.py shell` of the plain site runs this file.
"""

from io import BytesIO

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from home.models import HomePage
from PIL import Image as Drawing
from wagtail.images.models import Image

TEXT = "<p>" + "Homes and gardens, streets and people, and what they do together. " * 17 + "</p>"


def create_picture(name: str) -> Image:
    """Create a red picture."""
    file = BytesIO()
    Drawing.new("RGB", (1600, 1000), "#9a3818").save(file, "JPEG")
    return Image.objects.create(
        title=name, file=ContentFile(file.getvalue(), f"{name}.jpg"), width=1600, height=1000
    )


get_user_model().objects.create_superuser("editor", password="editor")  # noqa: S106
home = HomePage.objects.get()
pictures = [create_picture(f"Picture {number}") for number in range(3)]
body = [
    block for number in range(14) for block in (("heading", f"Part {number}"), ("paragraph", TEXT))
]
for number in range(10):
    home.add_child(
        instance=HomePage(
            title=f"Theme {number}",
            intro=f'<p>See <a linktype="page" id="{home.pk}">the front page</a>.</p>',
            picture=pictures[0],
            body=[*body, *(("picture", picture) for picture in pictures[1:])],
            show_in_menus=True,
        )
    )
