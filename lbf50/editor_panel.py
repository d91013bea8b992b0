"""What waits for an editor, on the admin's home page."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Comment, Page, PageSubscription, ReferenceIndex, Revision
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from lbf50.models import Link, Picture

SHOWN_AT_MOST = 5
OLD = timedelta(days=365)


@dataclass
class Task:
    """Something to look at: a text, a link to it, and a detail."""

    text: str
    url: str
    detail: str = ""


@dataclass
class TaskGroup:
    """Tasks of one kind. `url` lists them all, if there is such a page."""

    heading: str
    tasks: list[Task]
    count: int
    url: str = ""


class EditorPanel(Component):
    """Comments, drafts, schedules and faults of the pages that a user may edit."""

    name = "editor"
    order = 40
    template_name = "lbf50/admin/editor_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the groups that have tasks."""
        return {"groups": task_groups(parent_context["request"].user)}


def task_groups(user: User) -> list[TaskGroup]:
    """Return what waits for the user, the most urgent first."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, {"change"})
    groups = [
        _comments(user),
        _dead_links(pages),
        _drafts(user, pages),
        _scheduled(pages),
        _pictures(),
        _old_pages(pages),
    ]
    return [group for group in groups if group.count]


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _comments(user: User) -> TaskGroup:
    followed = PageSubscription.objects.filter(user=user, comment_notifications=True)
    comments = (
        Comment.objects.filter(resolved_at=None, page__in=followed.values("page"))
        .exclude(user=user)
        .select_related("page", "user")
        .order_by("-created_at")
    )
    tasks = [
        Task(comment.text, _edit_url(comment.page), f"{comment.page} · {comment.user}")
        for comment in comments[:SHOWN_AT_MOST]
    ]
    return TaskGroup(_("Comments for you"), tasks, comments.count())


def _dead_links(pages: PageQuerySet) -> TaskGroup:
    links = Link.objects.dead().filter(page__in=pages).select_related("page").order_by("pk")
    tasks = [
        Task(link.page.title, link.edit_url, link.description) for link in links[:SHOWN_AT_MOST]
    ]
    return TaskGroup(_("Dead links"), tasks, links.count(), reverse("dead_links"))


def _drafts(user: User, pages: PageQuerySet) -> TaskGroup:
    drafts = pages.filter(has_unpublished_changes=True, latest_revision__user=user)
    newest = drafts.order_by("-latest_revision_created_at")[:SHOWN_AT_MOST]
    tasks = [
        Task(page.get_admin_display_title(), _edit_url(page), _day(page.latest_revision_created_at))
        for page in newest
    ]
    return TaskGroup(_("Your drafts"), tasks, drafts.count())


def _scheduled(pages: PageQuerySet) -> TaskGroup:
    revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    keys = {int(key) for key in revisions.values_list("object_id", flat=True)}
    is_due = Q(pk__in=keys) | Q(live=True, expire_at__isnull=False)
    scheduled = pages.filter(is_due).order_by("pk")
    tasks = []
    for page in scheduled[:SHOWN_AT_MOST]:
        revision = page.scheduled_revision
        detail = (
            _("goes live %(day)s") % {"day": _day(revision.approved_go_live_at)}
            if revision
            else _("ends %(day)s") % {"day": _day(page.expire_at)}
        )
        tasks.append(Task(page.get_admin_display_title(), _edit_url(page), detail))
    return TaskGroup(_("Scheduled"), tasks, scheduled.count())


def _pictures() -> TaskGroup:
    used = ReferenceIndex.objects.filter(to_content_type__model="picture").values("to_object_id")
    keys = {int(row["to_object_id"]) for row in used}
    pictures = Picture.objects.filter(pk__in=keys, description="").order_by("title")
    tasks = [
        Task(picture.title, reverse("wagtailimages:edit", args=[picture.pk]))
        for picture in pictures[:SHOWN_AT_MOST]
    ]
    return TaskGroup(_("Pictures in use without a description"), tasks, pictures.count())


def _old_pages(pages: PageQuerySet) -> TaskGroup:
    old = pages.live().filter(last_published_at__lt=timezone.now() - OLD)
    oldest = old.order_by("last_published_at")[:SHOWN_AT_MOST]
    tasks = [
        Task(page.get_admin_display_title(), _edit_url(page), _day(page.last_published_at))
        for page in oldest
    ]
    url = reverse("wagtailadmin_reports:aging_pages")
    return TaskGroup(_("Not changed for a year"), tasks, old.count(), url)


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j. F Y H:i")
