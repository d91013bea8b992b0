"""The type of a text that is translated when it is shown: `gettext_lazy` returns it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise as LazyText
else:
    LazyText = str
