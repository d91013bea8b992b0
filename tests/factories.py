"""Factories: each function creates one object, published, with default values."""

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
    """Return the home page that the migrations created."""
    return HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)


def picture(title="Facade") -> Picture:
    """Create a picture."""
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
    """Return the theme index page, created on the first call."""
    return ThemeIndexPage.objects.first() or _child(
        home(), ThemeIndexPage(title="Temaer", slug="temaer", show_in_menus=True)
    )


def theme(title="Bygningsarv", body=(), **fields) -> ThemePage:
    """Create a theme page."""
    fields.setdefault("lead", "Om boligområder og deres bygninger.")
    return _child(theme_index(), ThemePage(title=title, body=list(body), **fields))


def staircase(tiers=3, activities=2) -> StaircasePage:
    """Create a staircase with a number of tiers, and a number of activities on each."""
    stairs = _child(
        theme("Bidrag til velfærd"),
        StaircasePage(title="Den boligsociale velfærdstrappe", slug="velfaerdstrappen"),
    )
    for number in range(1, tiers + 1):
        tier(stairs, f"Trin nummer {number}", activities)
    return stairs


def tier(stairs, title="Nyt trin", activities=2, **fields) -> TierPage:
    """Create the next tier of the staircase."""
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
    """Create the last activity of a tier, with citations of the sources."""
    fields.setdefault("what", "Frivillige hjælper med lektierne.")
    fields.setdefault("residents", "Børn og unge, der går i skole")
    fields.setdefault("change", "At følge med i skolen")
    page = ActivityPage(title=title, **fields)
    page.citations = [
        Citation(source=source, sort_order=number) for number, source in enumerate(sources)
    ]
    # Reload the parent: its tree fields are outdated after an insert.
    return _child(TierPage.objects.get(pk=tier.pk), page)


def source(title="Lektiehjælp virker", **fields) -> Source:
    """Create a published source."""
    fields.setdefault("authors", "Hansen, Eva; Jensen, Bo")
    fields.setdefault("year", 2015)
    fields.setdefault("publisher", "Forlaget Viden")
    fields.setdefault("kind", "evaluation")
    return Source.objects.create(title=title, **fields)


def book(online=True, **fields) -> BookPage:
    """Create the book page, by default with an online edition below it."""
    page = _child(home(), BookPage(title="Boligområder i bevægelse", show_in_menus=True, **fields))
    if online:
        online_book(page, address="https://example.org/bog")
    return page


def online_book(book, **fields) -> OnlineBookPage:
    """Create the online edition of the book."""
    return _child(book, OnlineBookPage(title="Læs bogen online", slug="online", **fields))


def information(**fields) -> InformationPage:
    """Create an information page."""
    return _child(home(), InformationPage(title="Information om websitet", **fields))


def editor(username="redaktør", group="Redaktion"):
    """Create a user in one group, without superuser rights."""
    user = get_user_model().objects.create_user(username, password="hemmeligt")
    user.groups.add(Group.objects.get(name=group))
    return user


def order_staff(username="pakker"):
    """Create a user in the group Bestillinger."""
    return editor(username, group="Bestillinger")


def stock(free=100):
    """Add a number of free copies as a print run."""
    inventory.add_print_run(free, reason="Til test")


def placed_order(**data) -> Order:
    """Place an order as the form does, with its stock reservation and its unsent mail."""
    return fulfilment.place_order(f"nøgle-{secrets.token_hex(8)}", {**ORDER_DATA, **data})


def order(**fields) -> Order:
    """Create an order row, without reserved copies and without mail."""
    number = Order.objects.count() + 1
    return Order.objects.create(**{"form_key": f"nøgle-{number}", **ORDER_DATA, **fields})


def orders(count: int, **fields) -> list[Order]:
    """Create many order rows in one query, with distinct numbers.

    Random numbers collide about once in a hundred times among a thousand orders.
    """
    numbers: set[str] = set()
    while len(numbers) < count:
        numbers.add(generate_number())
    return Order.objects.bulk_create(
        Order(number=number, form_key=f"mange-{number}", **ORDER_DATA | fields)
        for number in numbers
    )


def site_state() -> list:
    """Return pages, number of pictures and host name, to check that nothing changed."""
    pages = Page.objects.values_list("path", "title", "latest_revision_id", "live")
    return [list(pages), Picture.objects.count(), list(Site.objects.values_list("hostname"))]
