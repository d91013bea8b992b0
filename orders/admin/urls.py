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

app_name = "desk"

urlpatterns = [
    path("", list.orders, name="list"),
    path("ny/", create.create_order, name="new"),
    path("handling/", bulk_actions.run_bulk_action, name="act"),
    path("udtraek/<str:kind>/", export.export, name="export"),
    path("labels/", printing.labels, name="labels"),
    path("foelgesedler/", printing.packing_slips, name="packing_slips"),
    path("lager/", stock.stock, name="stock"),
    path("persondata/", privacy.person, name="person"),
    path("vejledning/", manual.manual, name="manual"),
    path("vejledning/<slug:name>.png", manual.picture, name="manual_picture"),
    path("<int:pk>/", detail.order_detail, name="order"),
    path("<int:pk>/ret/", detail.edit_order, name="correct"),
    path("<int:pk>/handling/", detail.run_order_action, name="order_act"),
]
