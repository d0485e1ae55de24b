"""Many questions to the connected node in one request, which takes a tenth of the time that they take one by one."""

from collections.abc import Iterable
from typing import Any

import requests

from antu.errors import AntuError
from scripts._chain.adapter import provider

PATIENCE = 120  # seconds for a request


def ask_all(session: requests.Session, calls: Iterable[tuple[Any, ...]]) -> list[Any]:
    """The node's answers to calls, each a method's name and its parameters. `AntuError` if it refuses any."""
    questions = [
        {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}
        for number, (method, *parameters) in enumerate(calls)
    ]
    answers = session.post(str(provider().http_uri), json=questions, timeout=PATIENCE).json()
    refused = [answer["error"] for answer in answers if "error" in answer]
    if refused:
        what = ", ".join(sorted({question["method"] for question in questions}))
        raise AntuError(f"The node refused {len(refused)} of {len(questions)} calls ({what}), the first: {refused[0]}.")
    return [answer["result"] for answer in answers]
