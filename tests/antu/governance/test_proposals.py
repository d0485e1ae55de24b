"""The file for Safe's Transaction Builder."""

import json

from antu.governance.proposals import Transaction, batch, checksum

SAFE, TARGET = "0x" + "5" * 40, "0x" + "7" * 40
PAUSE = Transaction("Marketplace.pause", TARGET, bytes.fromhex("8456cb59"), "pause")
GRANT = Transaction(
    "Authority.grantRole",
    TARGET,
    b"\x01\x02",
    "grantRole",
    ({"internalType": "uint64", "name": "roleId", "type": "uint64"},),
    {"roleId": "7"},
)
DEPLOY = Transaction("deploy Marketplace", SAFE, b"\xfe")


def test_batch_is_what_the_transaction_builder_loads() -> None:
    content = json.loads(batch(8453, 1_800_000_000, SAFE, "Pause", [PAUSE, GRANT, DEPLOY]))
    assert (content["version"], content["chainId"], content["createdAt"]) == ("1.0", "8453", 1_800_000_000_000)
    assert content["meta"]["createdFromSafeAddress"] == SAFE
    pause, grant, deploy = content["transactions"]
    assert pause == {
        "to": TARGET,
        "value": "0",
        "data": "0x8456cb59",
        "contractMethod": {"inputs": [], "name": "pause", "payable": False},
        "contractInputsValues": {},
    }
    assert grant["contractMethod"]["inputs"] == list(GRANT.inputs)
    assert grant["contractInputsValues"] == {"roleId": "7"}
    assert (deploy["data"], deploy["contractMethod"], deploy["contractInputsValues"]) == ("0xfe", None, None)


def test_batch_is_the_same_for_the_same() -> None:
    assert batch(1, 2, SAFE, "Pause", [PAUSE]) == batch(1, 2, SAFE, "Pause", [PAUSE])


def test_checksum_covers_all_but_the_name() -> None:
    content = json.loads(batch(1, 2, SAFE, "Pause", [PAUSE]))
    kept = content["meta"]["checksum"]
    assert checksum(content) == kept
    content["meta"]["name"] = "Another"
    assert checksum(content) == kept
    content["transactions"][0]["to"] = SAFE
    assert checksum(content) != kept
