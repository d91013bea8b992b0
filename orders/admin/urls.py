"""The desk's addresses, under /admin/bestillinger/."""

from django.urls import path

from orders.admin import (
    bulk_actions,
    create,
    detail,
    export,
    list,
    manual,
    printing,
    privacy,
    stock,
)

app_name = "orders_admin"

urlpatterns = [
    path("", list.orders, name="list"),
    path("ny/", create.create_order, name="create"),
    path("handling/", bulk_actions.run_bulk_action, name="bulk_action"),
    path("udtraek/<str:kind>/", export.export, name="export"),
    path("labels/", printing.labels, name="labels"),
    path("foelgesedler/", printing.packing_slips, name="packing_slips"),
    path("lager/", stock.stock, name="stock"),
    path("persondata/", privacy.person, name="privacy"),
    path("vejledning/", manual.manual, name="manual"),
    path("vejledning/<slug:name>.png", manual.picture, name="manual_picture"),
    path("<int:pk>/", detail.order_detail, name="detail"),
    path("<int:pk>/ret/", detail.edit_order, name="edit"),
    path("<int:pk>/handling/", detail.run_order_action, name="action"),
]
