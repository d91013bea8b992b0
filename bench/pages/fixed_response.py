"""WSGI application that only sends the bytes and headers in FOLDER: the most Granian can do."""

import json
import os
from pathlib import Path

FOLDER = Path(os.environ["FIXED_RESPONSE"])
BODY = (FOLDER / "body").read_bytes()
HEADERS = [tuple(header) for header in json.loads((FOLDER / "headers.json").read_text())]


def application(_environ, start_response):
    """Send the response, whatever the request."""
    start_response("200 OK", HEADERS.copy())
    return [BODY]
