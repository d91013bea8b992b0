"""URLs under /bestil/."""

from django.urls import path

from orders import views

app_name = "orders"

urlpatterns = [
    path("", views.order_form, name="order_form"),
    path("tak/<str:secret>/", views.thanks, name="thanks"),
    path("ordre/<str:secret>/", views.order_status, name="status"),
    path("ordre/<str:secret>/ret/", views.edit_order, name="status_edit"),
    path("ordre/<str:secret>/annuller/", views.cancel_order, name="status_cancel"),
]
