"""Helpers to run functions concurrently."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def run_concurrently(*functions) -> list:
    """Run each function in its own thread and return their results.

    Each thread has its own database connection.
    """

    def run(function):
        try:
            return function()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(functions)) as pool:
        return list(pool.map(run, functions))


def with_barrier(function, number):
    """Wrap `function` so that its calls start only when `number` threads have called it."""
    barrier = Barrier(number, timeout=20)

    def wait_and_call(*args, **kwargs):
        barrier.wait()
        return function(*args, **kwargs)

    return wait_and_call
