"""Gas of a whole project: posted, matched, paid for, built, and a year of readings and payments to every holder.

Parties' steps are one project's, where it matters those of the one that is looked at; what the operator does for fifty
at a time (the match, the month's readings) is a fiftieth of the batch; payments to holders go in batches of fifty.
"""

import pytest

from antu.enums import DAY
from antu.reports.gas.lifecycle import MONTHS
from tests.gas.conftest import BATCH, GOAL, MONTH_REVENUE, MONTH_REVENUE_OF_DIRECT, PART
from tests.helpers import permit_signature


@pytest.fixture
def allowed_and_paid(token, market, gas_of):
    """`allowed_and_paid(payments)`: gas of allowances and payments, in all, of `(account, project, pesos)`."""

    def pay(payments):
        allowed = gas_of((token.approve, account, market.address, pesos) for account, _, pesos in payments)
        paid = gas_of((market.fund, account, project, pesos) for account, project, pesos in payments)
        return {"approve": sum(allowed), "fund": sum(paid)}

    return pay


@pytest.fixture
def year(energy, shares, read_monthly, stranger, gas_of):
    """`year(ids, payouts, revenue)`: gas of each month's readings and of its payments.

    `payouts` are calls: a method, holders and projects; each project earns so many pesos a month."""

    def pass_by(ids, payouts, revenue):
        readings, paid = [], []
        for _ in range(MONTHS):
            readings += gas_of([(energy.reportBatch, stranger, read_monthly(ids))])
            paid.append(sum(gas_of((method, stranger, *payout) for method, *payout in payouts)))
        assert {shares.series(number).revenue for number in ids} == {MONTHS * revenue}
        return readings, paid

    return pass_by


@pytest.fixture
def by_permits(market, now, token, gas_of):
    """`by_permits(project_id, payers, pesos)`: gas of all their payments, each by a permit instead of an allowance."""

    def pay(project_id, payers, pesos):
        deadline = now() + DAY
        return sum(
            gas_of(
                (
                    market.fundWithPermit,
                    payer,
                    project_id,
                    pesos,
                    deadline,
                    *permit_signature(payer, token, market, pesos, deadline),
                )
                for payer in payers
            )
        )

    return pay


def each(built):
    """Gas of the steps of one project, the mean over all."""
    return {step: sum(gas) / len(built.ids) for step, gas in built.gas.items()}


def test_a_project_that_its_owner_pays_for(
    token,
    shares,
    owner,
    sixty_four,
    deep_purses,
    build,
    matched_project,
    allowed_and_paid,
    by_permits,
    year,
    send_many,
    figures,
):
    owners, another = sixty_four[:BATCH], sixty_four[BATCH]
    send_many((token.transfer, owner, person.address, GOAL) for person in (*owners, another))
    paid = {}
    built = build(
        owners,
        crowdfunded=False,
        fund=lambda ids: paid.update(allowed_and_paid([(*pair, GOAL) for pair in zip(owners, ids, strict=True)])),
    )
    readings, payouts = year(built.ids, [(shares.payoutPairs, owners, list(built.ids))], MONTH_REVENUE_OF_DIRECT)
    assert not any(shares.claimable(*pair) for pair in zip(owners, built.ids, strict=True))
    shared = paid | {"readings": sum(readings), "payouts": sum(payouts)}
    permit = by_permits(matched_project(sender=another), [another], GOAL)
    steps = each(built) | {step: gas / BATCH for step, gas in shared.items()}
    first, *_, steady = (gas / BATCH for gas in payouts)
    figures.take(
        figures.of_life("lifecycle_direct", steps, permit) | {"payout_pairs_batch50_each": steady},
        first={"payout_pairs_batch50_each": first},
    )


def test_a_project_of_64_financiers(
    token,
    market,
    energy,
    shares,
    owner,
    funders,
    sixty_four,
    prepaid_owners,
    build,
    matched_project,
    allowed_and_paid,
    by_permits,
    year,
    send_many,
    gas_of,
    figures,
):
    person, prepaid = sixty_four[-1], 10**6
    send_many([(token.transfer, owner, person.address, prepaid)])
    prepay = gas_of([(token.approve, person, energy.address, prepaid), (energy.deposit, person, prepaid)])
    send_many((token.transfer, owner, funder.address, 2 * PART) for funder in sixty_four)
    permits = by_permits(matched_project(crowdfunded=True), sixty_four, PART)
    paid = {}

    def fund(ids):
        looked_at, *others = ids
        gas_of((market.fund, funders[0], other, GOAL) for other in others)
        paid.update(allowed_and_paid([(person, looked_at, PART) for person in sixty_four]))

    built = build([person, *prepaid_owners[1:]], fund=fund)
    looked_at = built.ids[0]
    batches = [sixty_four[:BATCH], sixty_four[BATCH:]]
    readings, payouts = year(built.ids, [(shares.payout, holders, [looked_at]) for holders in batches], MONTH_REVENUE)
    assert not any(shares.claimable(holder, looked_at) for holder in sixty_four)
    year_s = {"readings": sum(readings) / BATCH, "payouts": sum(payouts)}
    steps = each(built) | paid | {"prepay": sum(prepay)} | year_s
    figures.take(figures.of_life("lifecycle_crowdfunded_64", steps, permits))
