"""What energy costs, by the events that said so, for bills to be made once more."""

from antu.billing.parts import Cooperative, Plant
from antu.billing.statement.events import Event
from antu.billing.uf import UFIndex


class Prices:
    """The cooperatives' prices, the UF's values, and what the owners promised."""

    def __init__(self) -> None:
        self.cooperatives: dict[int, Cooperative] = {}
        self.uf = UFIndex()
        self.plants: dict[int, Plant] = {}

    def take(self, event: Event) -> None:
        """Learns from an event; of those that say nothing of prices, nothing."""
        match event.name:
            case "CooperativeRegistered":
                made = Cooperative.registered(str(event["account"]), int(event["price"]))
                self.cooperatives[int(event["cooperativeId"])] = made
            case "PriceAnnounced":
                self.cooperatives[int(event["cooperativeId"])].hold(int(event["price"]), int(event["from"]))
            case "UFPublished":
                self.uf.add(int(event["month"]), int(event["value"]))
            case "DemandPosted":
                self._promise(int(event["demandId"]), str(event["owner"]), event)
            case "DemandUpdated":
                demand = int(event["demandId"])
                self._promise(demand, self.plants[demand].owner, event)

    def _promise(self, demand: int, owner: str, event: Event) -> None:
        self.plants[demand] = Plant(owner, 0, int(event["energyPrice"]))
