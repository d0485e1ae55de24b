"""The contracts know each other, and no others."""

from scripts._chain.adapter import handle


def test_contracts_know_each_other(token, market, shares, energy, uf):
    assert (market.TOKEN(), market.SHARES(), market.ENERGY()) == (token, shares, energy)
    assert (shares.TOKEN(), shares.MARKET(), shares.ENERGY()) == (token, market, energy)
    assert (energy.TOKEN(), energy.MARKET(), energy.SHARES(), energy.UF()) == (token, market, shares, uf)


def test_energy_lets_the_shares_pull_revenue_and_nobody_else(token, energy, market, shares, stranger):
    assert token.allowance(energy, shares) == 2**256 - 1
    assert token.allowance(energy, market) == token.allowance(energy, stranger) == 0


def test_contracts_believe_the_recorded_forwarder_and_nobody_else(system, market, shares, energy, token, stranger):
    for contract in (market, shares, energy):
        assert contract.trustedForwarder() == system.record.address("forwarder")
        assert contract.isTrustedForwarder(system.forwarder)
        assert not any(contract.isTrustedForwarder(other) for other in (stranger, market, shares, energy, token))


def test_vacant_believes_nobody(system, stranger):
    vacant = handle("Vacant", system.record.address("vacant"))
    assert int(vacant.trustedForwarder(), 16) == 0
    assert not any(vacant.isTrustedForwarder(other) for other in (system.forwarder, stranger))
