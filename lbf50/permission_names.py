"""Danish names of permissions, which the screens of groups show."""

from typing import Any

from django.contrib.auth.models import Permission
from django.utils.translation import gettext, override


def name_permissions(**kwargs: Any) -> None:
    """Give each permission on a model a name in Danish. Django stores English ones.

    Names that are ours already stay.
    """
    with override("da"):
        names = {
            "add": gettext("Can add %(model)s"),
            "change": gettext("Can change %(model)s"),
            "delete": gettext("Can delete %(model)s"),
            "bulk_delete": gettext("Can delete %(model)s with those below it"),
            "view": gettext("Can see %(model)s"),
            "publish": gettext("Can publish %(model)s"),
            "lock": gettext("Can lock %(model)s"),
            "unlock": gettext("Can unlock %(model)s"),
            "choose": gettext("Can choose %(model)s"),
            "access": gettext("Can log in to the administration"),
        }
        for permission in Permission.objects.select_related("content_type"):
            action = permission.codename.removesuffix(f"_{permission.content_type.model}")
            if action not in names:
                continue
            name = names[action] % {"model": permission.content_type.name}
            if permission.name != name:
                Permission.objects.filter(pk=permission.pk).update(name=name)
