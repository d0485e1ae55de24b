"""Gas of paying for a project, and of getting the money back."""

import pytest

from antu.enums import DAY, DIRECT_FUNDING_SECONDS, State
from antu.reports.gas.figures import FIGURES
from tests.gas.conftest import PART
from tests.helpers import permit_signature

PAYMENT = 18_211


@pytest.fixture
def permit(token, market, now):
    """`permit(signer, pesos)`: what `fundWithPermit` takes behind the project's id."""

    def sign(signer, pesos):
        deadline = now() + DAY
        return (pesos, deadline, *permit_signature(signer, token, market, pesos, deadline))

    return sign


def test_fund(market, funders, matched_project, gas_of, figures):
    project_id = matched_project(crowdfunded=True)
    first, second = gas_of((market.fund, funder, project_id, PAYMENT) for funder in funders[:2])
    figures.take({"fund": second}, first={"fund": first})


def test_fund_one_s_own_project_within_the_same_budget(market, owner, matched_project, gas_of):
    project_id = matched_project()
    _, gas = gas_of((market.fund, owner, project_id, PAYMENT) for _ in range(2))
    assert not FIGURES["fund"].objection(gas)


def test_fund_by_permit(token, market, owner, sixty_four, matched_project, permit, send_many, gas_of, figures):
    signer, before = sixty_four[0], sixty_four[1]
    send_many((token.transfer, owner, each.address, 10 * PAYMENT) for each in (signer, before))
    gas = []
    for _ in range(2):
        project_id = matched_project(crowdfunded=True)
        send_many([(market.fundWithPermit, before, project_id, *permit(before, PAYMENT))])
        gas += gas_of([(market.fundWithPermit, signer, project_id, *permit(signer, PAYMENT))])
    assert token.nonces(signer) == len(gas)
    figures.take({"fund_permit": gas[1]}, first={"fund_permit": gas[0]})


def test_the_payment_that_reaches_the_goal(market, sixty_four, give_pesos, matched_project, send_many, gas_of, figures):
    give_pesos(sixty_four, PART, market)
    project_id = matched_project(crowdfunded=True)
    *others, last = sixty_four
    send_many((market.fund, funder, project_id, PART) for funder in others)
    (gas,) = gas_of([(market.fund, last, project_id, PART)])
    assert market.project(project_id).state == State.DELIVERING
    figures.take({"fund_final_64": gas})


def test_refund(market, token, owner, sixty_four, give_pesos, expired_project, send_many, gas_of, figures):
    poor, rich, other = sixty_four[:3]
    give_pesos((poor, rich, other), PAYMENT, market)
    send_many([(token.transfer, owner, rich.address, PAYMENT)])
    project_id = expired_project(crowdfunded=True, payments=[(each, PAYMENT) for each in (poor, rich, other)])
    first, steady = gas_of((market.refund, each, project_id) for each in (poor, rich))
    figures.take({"refund": steady}, first={"refund": first})


def test_expire(market, sixty_four, stranger, matched_project, time_travel, gas_of, figures):
    """Of direct projects, which are counted on their owner's record."""
    ids = [matched_project(sender=sixty_four[0]) for _ in range(2)]
    time_travel(seconds=DIRECT_FUNDING_SECONDS + 1)
    first, steady = gas_of((market.expire, stranger, each) for each in ids)
    figures.take({"expire": steady}, first={"expire": first})
