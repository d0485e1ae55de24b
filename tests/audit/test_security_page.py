"""docs/SECURITY.md names every role, every call that leaves a contract, and every place where something is rounded."""

import re

import pytest

from antu.roles import AccessRole
from audit.access.page import callees
from audit.parts import ROOT
from audit.static.findings import place
from audit.syntax import span, trees, walk

PAGE = ROOT / "docs" / "SECURITY.md"

# They shift to look at one bit of a set; nothing is dropped.
BITS = {"Regions.has", "MarketState._hasClass"}


@pytest.fixture(scope="module")
def text():
    return PAGE.read_text(encoding="utf-8")


def section(text, title):
    """What stands between a heading of the second level and the next."""
    return text.split(f"\n## {title}\n")[1].split("\n## ")[0]


def dividing():
    """The functions that divide or shift to the right by anything but constants alone."""
    return {
        place(tree, span(node)[0])
        for path, tree in trees().items()
        if path.startswith("contracts/")
        for node in walk(tree)
        if node["nodeType"] in ("BinaryOperation", "Assignment")
        and node["operator"] in ("/", "%", ">>", "/=", "%=", ">>=")
        and not node["typeDescriptions"]["typeString"].startswith(("int_const", "rational_const"))
    }


def test_every_call_that_leaves_a_contract_is_there(text):
    named = set(re.findall(r"`([^`]+)`", section(text, "Calls to other contracts")))
    assert callees() - named == set()


def test_every_rounding_is_there_and_no_other(text):
    table = section(text, "Rounding")
    assert set(re.findall(r"`(\w+\.\w+)`", table)) == dividing() - BITS


def test_every_role_is_there(text):
    rows = re.findall(r"^\| \*\*(\w+)\*\*", section(text, "What each could do at worst"), re.MULTILINE)
    roles = {role.name.lower() for role in AccessRole}
    assert roles <= set(rows)


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/SECURITY.md", "docs/ACCESS.md", "docs/ATTACKS.md"])
def test_links_lead_somewhere(page):
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
