"""The desk's addresses, under /admin/bestillinger/."""

from django.urls import path

from orders.desk import actions, entry, exports, listing, manual, order, paper, people, shelf

app_name = "desk"

urlpatterns = [
    path("", listing.orders, name="list"),
    path("ny/", entry.new_order, name="new"),
    path("handling/", actions.act, name="act"),
    path("udtraek/<str:kind>/", exports.export, name="export"),
    path("labels/", paper.labels, name="labels"),
    path("foelgesedler/", paper.packing_slips, name="packing_slips"),
    path("lager/", shelf.stock, name="stock"),
    path("persondata/", people.person, name="person"),
    path("vejledning/", manual.manual, name="manual"),
    path("vejledning/<slug:name>.png", manual.picture, name="manual_picture"),
    path("<int:pk>/", order.order, name="order"),
    path("<int:pk>/ret/", order.correct, name="correct"),
    path("<int:pk>/handling/", order.act, name="order_act"),
]
