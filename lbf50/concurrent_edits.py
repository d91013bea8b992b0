"""Forms for settings and texts, which have no versions as pages have."""

import json
import re
from hashlib import sha256
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.admin.forms import WagtailAdminModelForm

SHOWN_LENGTH = 400
BLOCK_KEY = re.compile(r' data-block-key="\w*"')


class ConcurrentEditForm(WagtailAdminModelForm):
    """A form that sees when somebody else has saved since it was opened.

    Models name it as `base_form_class`. Each field that differs then shows the other value, and
    keeps what was written.
    """

    data: QueryDict
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = _digest(self.instance)

    def clean(self) -> dict[str, Any]:
        """Compare with what is stored now. A second try is compared with what was shown then."""
        data = super().clean() or {}
        stored = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
        seen = data.get("seen")
        if not stored or not seen or seen == _digest(stored):
            return data
        values = model_to_dict(stored)
        if seen.partition("-")[2] != _digest(stored).partition("-")[2]:
            # The list in the form lacks rows of the other: it must not be saved over theirs.
            self.add_error(
                None,
                _(
                    "A list on the page was changed in the meantime. Open the page in another tab, "
                    "and carry over what you wrote."
                ),
            )
            return data
        for name in self.fields.keys() & values.keys() & data.keys():
            if _without_keys(values[name]) != _without_keys(data[name]):
                self.add_error(name, _changed_to(values[name]))
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = _digest(stored)
        return data


def _digest(instance: Model) -> str:
    """Return a short text that changes with every value of the object, and after - of its rows."""
    rows: dict[str, Any] = {}
    if isinstance(instance, ClusterableModel):
        data = instance.serializable_data()
        names = [relation.get_accessor_name() for relation in get_all_child_relations(instance)]
        rows = {name: data[name] for name in names}
    return f"{_hash(model_to_dict(instance))}-{_hash(rows)}"


def _hash(values: dict[str, Any]) -> str:
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:16]


def _without_keys(value: Any) -> Any:
    """Return the value without the keys that the editor of texts gives to each paragraph."""
    return BLOCK_KEY.sub("", value) if isinstance(value, str) else value


def _changed_to(value: Any) -> str:
    if isinstance(value, bool):
        value = _("Yes") if value else _("No")
    text = Truncator(strip_tags(str(value))).chars(SHOWN_LENGTH)
    return _("It was changed to “%(value)s” in the meantime. Write the right one, and save.") % {
        "value": text
    }
