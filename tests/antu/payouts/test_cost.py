"""Gas in pesos, exactly."""

from fractions import Fraction

from antu.payouts import Cost, clp_per_ether


def test_cost_is_exact() -> None:
    cost = Cost(gas=1_000_000, gas_price=10**9, clp_per_ether=3_000_000)
    assert cost.wei == 10**15
    assert cost.pesos == 3_000
    assert cost.share_of(60_000) == 0.05
    assert Cost(1, 1, 3_000_000).pesos == Fraction(3, 10**12)


def test_clp_per_ether_is_in_pesos() -> None:
    assert 100_000 < clp_per_ether() < 100_000_000
