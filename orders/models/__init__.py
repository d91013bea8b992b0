"""The book, the orders of it, and what is decided about them in the admin."""

from orders.models.book import BookAuthor, BookPage
from orders.models.event import OrderEvent
from orders.models.mail import Mail, MailAttempt
from orders.models.mail_text import MailText
from orders.models.online_book import OnlineBookPage
from orders.models.order import Order
from orders.models.packing_run import PackingRun
from orders.models.settings import OrderFormText, OrderSettings
from orders.models.stock import Stock, StockMovement

__all__ = [
    "BookAuthor",
    "BookPage",
    "Mail",
    "MailAttempt",
    "MailText",
    "OnlineBookPage",
    "Order",
    "OrderEvent",
    "OrderFormText",
    "OrderSettings",
    "PackingRun",
    "Stock",
    "StockMovement",
]
