"""The book, the orders of it, and what is decided about them in the admin."""

from orders.models.book import BookAuthor, BookPage
from orders.models.history import OrderEvent
from orders.models.mail import Mail, MailAttempt
from orders.models.online import OnlineBookPage
from orders.models.order import Order, OrderWord
from orders.models.settings import OrderSettings
from orders.models.stock import Stock, StockMovement
from orders.models.texts import MailText

__all__ = [
    "BookAuthor",
    "BookPage",
    "Mail",
    "MailAttempt",
    "MailText",
    "OnlineBookPage",
    "Order",
    "OrderEvent",
    "OrderSettings",
    "OrderWord",
    "Stock",
    "StockMovement",
]
