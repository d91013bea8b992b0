"""manage.py stock: how many copies there are, and their correction."""

import pytest
from django.core.management import CommandError, call_command

from orders.models import StockMovement
from orders.services import fulfilment
from tests import factories

pytestmark = pytest.mark.django_db


def printed(capsys, *arguments) -> str:
    capsys.readouterr()
    call_command("stock", *arguments)
    return capsys.readouterr().out


@pytest.fixture
def _copies(db):
    factories.stock(10)
    staff_user = factories.order_staff()
    fulfilment.post_order(
        fulfilment.pack_order(factories.placed_order(copies=3), staff_user), staff_user
    )
    factories.placed_order(copies=2)


def test_stock_command_prints_empty_stock(capsys):
    assert printed(capsys) == "0 free, 0 promised, 0 posted\n"


@pytest.mark.usefixtures("_copies")
def test_stock_command_prints_text(capsys):
    assert printed(capsys) == "5 free, 2 promised, 3 posted\n"


@pytest.mark.usefixtures("_copies")
def test_stock_command_sets_free_copies(capsys):
    assert printed(capsys, "set", "50", "--reason", "Talt op").startswith("50 free, 2 promised")
    line = StockMovement.objects.first()
    assert (line.kind, line.free, line.promised, line.reason) == ("corrected", 45, 0, "Talt op")
    call_command("check_orders")


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "50"],
        ["set", "50", "--reason", " "],
        ["set", "50", "--reason", "x" * 201],
        ["set", "--reason", "Talt op", "--", "-1"],
        ["set", "mange", "--reason", "Talt op"],
        ["set", "1000001", "--reason", "Talt op"],
    ],
)
def test_invalid_stock_correction_is_refused(arguments):
    with pytest.raises(CommandError):
        call_command("stock", *arguments)
    assert not StockMovement.objects.exists()
