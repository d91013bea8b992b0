"""Builds the objects that tests are about: each function makes one, published, with sensible
words where the test gives none."""

import secrets
from io import BytesIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Page, Site

from lbf50.models import HomePage, InformationPage, Picture
from orders.models import BookPage, OnlineBookPage, Order
from orders.models.order import generate_number
from orders.services import fulfilment, inventory
from staircase.models import ActivityPage, Citation, Source, StaircasePage, TierPage
from tests.order_data import ORDER_DATA
from themes.models import ThemeIndexPage, ThemePage


def home() -> HomePage:
    """The home page that the migrations made."""
    return HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


def picture(title="Facade") -> Picture:
    """A small picture in the library."""
    file = BytesIO()
    Image.new("RGB", (1600, 1000), "#9a3818").save(file, "PNG")
    return Picture.objects.create(
        title=title,
        description="En rød facade",
        credit="Tegning: Test",
        file=ContentFile(file.getvalue(), f"{title}.png"),
        width=1600,
        height=1000,
    )


def _child(parent, page):
    parent.add_child(instance=page)
    return page


def theme_index() -> ThemeIndexPage:
    """The overview of themes, made once."""
    return ThemeIndexPage.objects.first() or _child(
        home(), ThemeIndexPage(title="Temaer", slug="temaer", show_in_menus=True)
    )


def theme(title="Bygningsarv", body=(), **fields) -> ThemePage:
    """A theme below the overview."""
    fields.setdefault("lead", "Om boligområder og deres bygninger.")
    return _child(theme_index(), ThemePage(title=title, body=list(body), **fields))


def staircase(tiers=3, activities=2) -> StaircasePage:
    """A staircase with so many steps, and so many activities on each."""
    stairs = _child(
        theme("Bidrag til velfærd"),
        StaircasePage(title="Den boligsociale velfærdstrappe", slug="velfaerdstrappen"),
    )
    for number in range(1, tiers + 1):
        tier(stairs, f"Trin nummer {number}", activities)
    return stairs


def tier(stairs, title="Nyt trin", activities=2, **fields) -> TierPage:
    """A step on top of the staircase."""
    page = _child(
        stairs,
        TierPage(
            title=title,
            step_title=f"{title} giver noget",
            residents="Beboere i området",
            knowledge_base="Lidt er undersøgt",
            change="Flere er med",
            text="<p>Det handler om at være med.</p>",
            **fields,
        ),
    )
    for number in range(1, activities + 1):
        activity(page, f"{title}, aktivitet {number}")
    return page


def activity(tier, title="Lektiecafé", sources=(), **fields) -> ActivityPage:
    """An activity, last on its step, which rests on these sources."""
    fields.setdefault("what", "Frivillige hjælper med lektierne.")
    fields.setdefault("residents", "Børn og unge, der går i skole")
    fields.setdefault("change", "At følge med i skolen")
    page = ActivityPage(title=title, **fields)
    page.citations = [
        Citation(source=source, sort_order=place) for place, source in enumerate(sources)
    ]
    # Adding one page moves what others know of the tree.
    return _child(TierPage.objects.get(pk=tier.pk), page)


def source(title="Lektiehjælp virker", **fields) -> Source:
    """A published source in the library."""
    fields.setdefault("authors", "Hansen, Eva; Jensen, Bo")
    fields.setdefault("year", 2015)
    fields.setdefault("publisher", "Forlaget Viden")
    fields.setdefault("kind", "evaluation")
    return Source.objects.create(title=title, **fields)


def book(online=True, **fields) -> BookPage:
    """The book's page, with an online edition below it or without."""
    page = _child(home(), BookPage(title="Boligområder i bevægelse", show_in_menus=True, **fields))
    if online:
        online_book(page, address="https://example.org/bog")
    return page


def online_book(book, **fields) -> OnlineBookPage:
    """The online edition of the book."""
    return _child(book, OnlineBookPage(title="Læs bogen online", slug="online", **fields))


def information(**fields) -> InformationPage:
    """The page about the site."""
    return _child(home(), InformationPage(title="Information om websitet", **fields))


def editor(username="redaktør", group="Redaktion"):
    """A user in one group, who is no superuser."""
    user = get_user_model().objects.create_user(username, password="hemmeligt")
    user.groups.add(Group.objects.get(name=group))
    return user


def order_staff(username="pakker"):
    """A user who handles orders, and is no superuser."""
    return editor(username, group="Bestillinger")


def stock(free=100):
    """So many new copies on the shelf, straight from the printer."""
    inventory.add_print_run(free, reason="Til test")


def placed_order(**wishes) -> Order:
    """An order placed as the form does it: promised its copies, or waiting for them, and with its
    mail still to be sent."""
    return fulfilment.place_order(f"nøgle-{secrets.token_hex(8)}", {**ORDER_DATA, **wishes})


def order(**fields) -> Order:
    """A row as the form would have stored it, with no copies promised and no mail written."""
    number = Order.objects.count() + 1
    return Order.objects.create(**{"form_key": f"nøgle-{number}", **ORDER_DATA, **fields})


def orders(count: int, **fields) -> list[Order]:
    """So many rows at once, each with a number of its own: among a thousand drawn at random, two
    are the same once in a hundred times, and only `place` draws again."""
    numbers: set[str] = set()
    while len(numbers) < count:
        numbers.add(generate_number())
    return Order.objects.bulk_create(
        Order(number=number, form_key=f"mange-{number}", **ORDER_DATA | fields)
        for number in numbers
    )


def site_state() -> list:
    """Return pages, number of pictures and host name, to see whether a command changed any."""
    pages = Page.objects.values_list("path", "title", "latest_revision_id", "live")
    return [list(pages), Picture.objects.count(), list(Site.objects.values_list("hostname"))]
