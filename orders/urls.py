"""The addresses under /bestil/."""

from django.urls import path

from orders import views

app_name = "orders"

urlpatterns = [
    path("", views.request_book, name="request"),
    path("tak/<str:secret>/", views.thanks, name="thanks"),
]
