"""Texts that are translated when they are shown, as `gettext_lazy` returns them."""

from typing import TYPE_CHECKING, cast

from django.utils.functional import lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise as LazyText
else:
    LazyText = str


def fill_lazily(text: LazyText, **values: object) -> LazyText:
    """Return the text with its %(names)s filled, translated when it is shown.

    The operator % translates at once: in the language of whoever imports the module first.
    """
    return cast("LazyText", lazy(lambda: str(text) % values, str)())
