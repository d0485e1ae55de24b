"""Which contracts hold, count or guard money, and which of Ape's tests are there to notice when one is wrong."""

_MARKET, _ENERGY, _SHARES = (
    "tests/contracts/marketplace",
    "tests/contracts/energy_sales",
    "tests/contracts/project_shares",
)

# Of each function that belongs to a role: nobody else may call it.
_ROLES = "tests/contracts/test_authority.py"

# By file, its own tests: a mutant that lives through Forge's is tried with these, in this order, until one fails.
MONEY_PATHS: dict[str, tuple[str, ...]] = {
    "contracts/market/Crowdfunding.sol": (
        f"{_MARKET}/test_funding.py",
        f"{_MARKET}/test_failure.py",
        f"{_MARKET}/test_pause.py",
    ),
    "contracts/market/Escrow.sol": (f"{_MARKET}/test_escrow.py",),
    "contracts/market/Disputes.sol": (f"{_MARKET}/test_disputes.py", f"{_MARKET}/test_cancelling.py", _ROLES),
    "contracts/market/Matching.sol": (f"{_MARKET}/test_matching.py", f"{_MARKET}/test_pause.py", _ROLES),
    "contracts/market/MarketState.sol": (
        f"{_MARKET}/test_pause.py",
        f"{_MARKET}/test_escrow.py",
        f"{_MARKET}/test_disputes.py",
        f"{_MARKET}/test_cancelling.py",
        f"{_MARKET}/test_settings.py",
    ),
    "contracts/shares/SharesState.sol": (f"{_SHARES}/test_transfers.py", f"{_SHARES}/test_reserve.py"),
    "contracts/shares/Earnings.sol": (
        f"{_SHARES}/test_revenue.py",
        f"{_SHARES}/test_payout.py",
        f"{_SHARES}/test_pairs.py",
        f"{_SHARES}/test_reserve.py",
    ),
    "contracts/shares/Holdings.sol": (f"{_SHARES}/test_supply.py", f"{_SHARES}/test_transfers.py"),
    "contracts/shares/Reserve.sol": (f"{_SHARES}/test_reserve.py", _ROLES),
    "contracts/energy/Balances.sol": (
        f"{_ENERGY}/test_balances.py",
        f"{_ENERGY}/test_pause.py",
        f"{_ENERGY}/test_corrections.py",
    ),
    "contracts/energy/Readings.sol": (
        f"{_ENERGY}/test_refusals.py",
        f"{_ENERGY}/test_bills.py",
        f"{_ENERGY}/test_readings.py",
        f"{_ENERGY}/test_pause.py",
    ),
    "contracts/energy/Meters.sol": (
        f"{_ENERGY}/test_commissioning.py",
        f"{_ENERGY}/test_suspension.py",
        f"{_ENERGY}/test_replacement.py",
        f"{_ENERGY}/test_indexation.py",
        _ROLES,
    ),
    "contracts/energy/Corrections.sol": (f"{_ENERGY}/test_corrections.py",),
    "contracts/energy/Handover.sol": (f"{_ENERGY}/test_handover.py", _ROLES),
    "contracts/energy/Keys.sol": (f"{_ENERGY}/test_keys.py", f"{_ENERGY}/test_p256.py"),
    "contracts/energy/EnergyState.sol": (f"{_ENERGY}/test_pause.py", f"{_ENERGY}/test_bills.py"),
    "contracts/CLPToken.sol": ("tests/contracts/test_clp_token.py", _ROLES),
    "contracts/UFIndex.sol": ("tests/contracts/uf_index", _ROLES),
    "contracts/access/Authority.sol": (_ROLES, "tests/contracts/test_upgrade_delay.py"),
    "contracts/access/Governed.sol": (
        "tests/contracts/test_upgrades.py",
        "tests/contracts/forwarder/test_requests.py",
        "tests/contracts/forwarder/test_everything.py",
    ),
    "contracts/access/Forwarder.sol": (
        "tests/contracts/forwarder/test_requests.py",
        "tests/contracts/forwarder/test_wallets.py",
    ),
}

# They look at gas, of which instrumented contracts use more, and fail without any mutant.
LEFT_OUT = (
    "test_reportBatch_skips_an_account_that_answers_otherwise[never]",
    "test_payoutPairs_takes_little_more_gas_than_a_payout_of_one_project",
)
