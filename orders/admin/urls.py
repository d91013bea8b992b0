"""URLs of the order admin, under /admin/bestillinger/."""

from django.urls import path
from wagtail.admin.auth import permission_required

from lbf50.manual import render_manual, serve_picture
from orders.admin import create, detail, packing_runs, privacy, stock
from orders.admin.list import OrderIndexView
from orders.admin.permissions import VIEW_ORDERS

may_view = permission_required(VIEW_ORDERS)

urlpatterns = [
    path("", OrderIndexView.as_view(), name="list"),
    path("results/", OrderIndexView.as_view(results_only=True), name="list_results"),
    path("ny/", create.create_order, name="create"),
    path("pakkerunder/", packing_runs.packing_runs, name="packing_runs"),
    path("pakkerunder/<int:pk>/", packing_runs.packing_run, name="packing_run"),
    path("lager/", stock.stock, name="stock"),
    path("persondata/", privacy.person, name="privacy"),
    path("vejledning/", may_view(render_manual), {"name": "ordrer"}, name="manual"),
    path("vejledning/<slug:name>.png", may_view(serve_picture), {"manual": "ordrer"}),
    path("<int:pk>/", detail.order_detail, name="detail"),
    path("<int:pk>/ret/", detail.edit_order, name="edit"),
    path("<int:pk>/handling/", detail.run_order_action, name="action"),
]
