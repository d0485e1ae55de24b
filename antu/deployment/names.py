"""The short names that a deployment's contracts have in its record, in the permission table and in the console."""

# Short name -> contract whose functions are called at that address (the proxies answer as what is behind them).
INTERFACES = {
    "authority": "Authority",
    "token": "CLPToken",
    "vacant": "Vacant",
    "market": "Marketplace",
    "shares": "ProjectShares",
    "energy": "EnergySales",
    "market_implementation": "Marketplace",
    "shares_implementation": "ProjectShares",
    "energy_implementation": "EnergySales",
    "uf": "UFIndex",
    "verifier": "P256Verifier",
    "forwarder": "Forwarder",
    "lens": "MarketLens",
    "allow_list": "AllowList",
}

PROXIES = ("market", "shares", "energy")


def implementation_of(proxy: str) -> str:
    """The name of the implementation behind a proxy."""
    return f"{proxy}_implementation"


def network_name(ecosystem: str, network: str) -> str:
    """What a network's record is called: `sepolia` is Ethereum's, `base-sepolia` is Base's."""
    return network if ecosystem == "ethereum" else f"{ecosystem}-{network}"
