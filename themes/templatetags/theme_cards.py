"""Cards of other themes."""

from django import template
from django.template import Context
from django.template.loader import render_to_string

from lbf50.page_cache.fragments import cached_fragment
from themes.models import ThemePage

register = template.Library()

MAX_CARDS = 3


@register.simple_tag(takes_context=True)
def see_also(context: Context, page: ThemePage) -> list[str]:
    """Return cards of themes other than `page` and the two beside it."""

    def cards() -> dict[int, str]:
        """Render the cards for every theme: up to three of them are left out on a page."""
        return {theme.pk: card(context, theme, 3) for theme in page.first_themes(MAX_CARDS + 3)}

    left_out = {theme.pk for theme in (page, page.previous_theme, page.next_theme) if theme}
    first = cached_fragment(f"cards-{page.path[: -page.steplen]}", cards)
    return [html for pk, html in first.items() if pk not in left_out][:MAX_CARDS]


@register.simple_tag(takes_context=True)
def card(context: Context, theme: ThemePage, level: int) -> str:
    """Render the card of a theme, with its title as a heading of that level."""
    card_context = {"theme": theme, "level": level}
    return render_to_string("themes/includes/card.html", card_context, context["request"])
