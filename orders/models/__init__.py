"""The book, the orders of it, and what is decided about them in the admin."""

from orders.models.book import BookAuthor, BookPage
from orders.models.mail import OrderMail
from orders.models.order import Order
from orders.models.settings import OrderSettings

__all__ = ["BookAuthor", "BookPage", "Order", "OrderMail", "OrderSettings"]
