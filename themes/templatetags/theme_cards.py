"""The cards of other themes, at the end of a theme."""

from django import template
from django.template.loader import render_to_string

from lbf50.page_cache.fragments import cached_fragment
from themes.models import ThemePage

register = template.Library()

MOST = 3


@register.simple_tag(takes_context=True)
def see_also(context, page: ThemePage) -> list[str]:
    """The cards of the first themes that are neither `page` nor before or after it."""

    def cards() -> dict[int, str]:
        """Drawn once for all: as many as there is room for, even beside a theme that is one of them
        and whose neighbours are two more."""
        return {theme.pk: card(context, theme, 3) for theme in page.first_themes(MOST + 3)}

    shown = {theme.pk for theme in (page, page.previous_theme, page.next_theme) if theme}
    first = cached_fragment(f"cards-{page.path[: -page.steplen]}", cards)
    return [drawn for pk, drawn in first.items() if pk not in shown][:MOST]


@register.simple_tag(takes_context=True)
def card(context, theme: ThemePage, level: int) -> str:
    """The card of a theme, its title a heading of that level."""
    shown = {"theme": theme, "level": level}
    return render_to_string("themes/includes/card.html", shown, context["request"])
