"""Gas of a whole deployment."""

from scripts._chain.adapter import rpc


def test_deploy(live_market, figures):
    """All that its record names: each contract, and each call that wired them."""
    record = live_market.record
    done = [each.transaction for each in (*record.contracts.values(), *record.wiring.values())]
    gas = sum(int(rpc("eth_getTransactionReceipt", each)["gasUsed"], 16) for each in done)
    figures.take({"deploy_total": gas})
