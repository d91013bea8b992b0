"""Things that happen at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def run_concurrently(*functions) -> list:
    """What each function returns, each run in a thread with a database connection of its own."""

    def run(function):
        try:
            return function()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(functions)) as pool:
        return list(pool.map(run, functions))


def with_barrier(function, number):
    """`function`, where each of `number` callers waits until the last has come."""
    barrier = Barrier(number, timeout=20)

    def waiting(*args, **kwargs):
        barrier.wait()
        return function(*args, **kwargs)

    return waiting
