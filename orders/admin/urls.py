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
    path("ny/", create.new_order, name="new"),
    path("handling/", bulk_actions.act, name="act"),
    path("udtraek/<str:kind>/", export.export, name="export"),
    path("labels/", printing.labels, name="labels"),
    path("foelgesedler/", printing.packing_slips, name="packing_slips"),
    path("lager/", stock.stock, name="stock"),
    path("persondata/", privacy.person, name="person"),
    path("vejledning/", manual.manual, name="manual"),
    path("vejledning/<slug:name>.png", manual.picture, name="manual_picture"),
    path("<int:pk>/", detail.order, name="order"),
    path("<int:pk>/ret/", detail.correct, name="correct"),
    path("<int:pk>/handling/", detail.act, name="order_act"),
]
