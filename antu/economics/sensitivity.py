"""How the break-even depends on the price of gas and of ether: a frame, for a heat map."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from antu.economics.assumptions import Assumptions
from antu.economics.comparison import break_evens
from antu.economics.volumes import Volumes
from antu.platforms.prices import Day, Prices


@dataclass(frozen=True)
class GasOfProject:
    """What transactions of the operator and the issuer for a project cost on a platform, and at which prices: of gas in
    gwei, of its token in pesos. Execution grows with both, data with the token's."""

    execution_clp: float
    data_clp: float
    gas_price: float
    token_clp: float

    @classmethod
    def on(cls, prices: Prices, platform: str, day: Day, execution_clp: float, data_clp: float) -> "GasOfProject":
        """Of what `antu.platforms.parts` found at some prices, for each project."""
        chain = prices.platform(platform)
        return cls(execution_clp, data_clp, chain.day(day).gas_price, getattr(prices.pesos_per, chain.token))

    def at(self, gas_price: float, token_clp: float) -> float:
        """Pesos at other prices; what an operator of an OP chain charges beside gas is taken to grow with its price."""
        by_token = token_clp / self.token_clp
        return (self.execution_clp * gas_price / self.gas_price + self.data_clp) * by_token


def sensitivity(
    volumes: Volumes,
    assumptions: Assumptions,
    gas: GasOfProject,
    gas_prices: Sequence[float],
    token_prices: Sequence[float],
) -> pd.DataFrame:
    """From how many projects a year Antu costs no more; infinity is never. Rows `gas_price`, columns `token_clp`."""
    pesos = pd.DataFrame(
        [[gas.at(gas_price, token) for token in token_prices] for gas_price in gas_prices],
        index=pd.Index(gas_prices, name="gas_price"),
        columns=pd.Index(token_prices, name="token_clp"),
    )
    return break_evens(volumes, assumptions, pesos)
