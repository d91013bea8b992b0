"""The addresses under /bestil/."""

from django.urls import path

from orders import own, views

app_name = "orders"

urlpatterns = [
    path("", views.request_book, name="request"),
    path("tak/<str:secret>/", views.thanks, name="thanks"),
    path("ordre/<str:secret>/", own.order_status, name="own"),
    path("ordre/<str:secret>/ret/", own.edit_own_order, name="own_correct"),
    path("ordre/<str:secret>/annuller/", own.cancel_own_order, name="own_cancel"),
]
