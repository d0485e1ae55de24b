"""Flaws of 2019: what anyone could write about others. Each test tries the attack on Antu."""

import pytest

from antu.catalog import ALL_REGIONS
from antu.enums import Party, Refusal, Role, State
from antu.money import BASE_CASE
from tests.fixtures.system import FEE_BPS
from tests.helpers import emitted, reverts

HASH = b"\1" * 32


def test_debts_added_to_a_stranger(
    market, energy, owner, stranger, operating_project, new_meter, sign_reading, time_travel
):
    """2019: anyone could add a debt to any account. Here one arises only from a reading that the meter signed."""
    project_id = operating_project(crowdfunded=True)
    attacker, victim = stranger, owner
    meter = energy.meter(project_id)
    time_travel(days=1)
    forged = sign_reading(project_id, 5_000, meter=new_meter())
    with reverts(market.OnlyEnergy, caller=attacker):
        market.markDebtor(victim, True, sender=attacker)
    [skipped] = emitted(energy.reportBatch([forged], sender=attacker), energy.ReadingSkipped)
    assert skipped["reason"] == Refusal.BAD_SIGNATURE
    with reverts(energy.NoDebt, projectId=project_id, debtor=victim):
        energy.settle(project_id, victim, 1, sender=attacker)
    assert energy.meter(project_id) == meter
    assert energy.accountOf(victim).owed == energy.debtOf(project_id, victim) == 0
    assert not market.record(victim).inDebt


def test_a_strangers_demand_deleted(market, owner, stranger, keeper, post_demand, post_team):
    """2019: anyone could delete a demand. Here only its owner withdraws or changes it."""
    demand = post_demand()
    before = market.project(demand)
    with reverts(market.NotYours, id=demand, owner=owner):
        market.withdrawDemand(demand, sender=stranger)
    with reverts(market.NotYours, id=demand, owner=owner):
        market.updateDemand(demand, 0, 1, 1, 0, False, sender=stranger)
    assert market.project(demand) == before
    assert emitted(market.matchBatch([(demand, *post_team(), BASE_CASE.goal)], sender=keeper), market.Matched)


def test_a_strangers_offer_deleted(market, vendor, stranger, keeper, post_demand, post_team):
    """2019: anyone could delete an offer. Here only its supplier withdraws or changes it."""
    team = post_team()
    before = market.offer(team[Role.VENDOR])
    with reverts(market.NotYours, id=team[Role.VENDOR], owner=vendor):
        market.withdrawOffer(team[Role.VENDOR], sender=stranger)
    with reverts(market.NotYours, id=team[Role.VENDOR], owner=vendor):
        market.updateOffer(team[Role.VENDOR], ALL_REGIONS, 1, 0, sender=stranger)
    assert market.offer(team[Role.VENDOR]) == before
    assert emitted(market.matchBatch([(post_demand(), *team, BASE_CASE.goal)], sender=keeper), market.Matched)


def test_the_fee_changed_by_anyone(market, stranger):
    """2019: anyone could set the fee. Here it takes the operator's role."""
    with reverts(market.AccessManagedUnauthorized, caller=stranger):
        market.setFee(1_000, sender=stranger)
    with reverts(market.InvalidInitialization):
        market.initialize(stranger, 1_000, sender=stranger)
    assert market.settings().feeBps == FEE_BPS


def test_the_fee_changed_after_a_match(market, token, operator, treasury, owner, matched_project, advance_to):
    """2019: the fee of the day was taken, whatever it had been at the match. Here the demand keeps its own."""
    project_id = matched_project()
    market.setFee(1_000, sender=operator)
    assert market.goal(project_id) == BASE_CASE.goal
    market.fund(project_id, BASE_CASE.goal, sender=owner)
    market.setFee(0, sender=operator)
    before = token.balanceOf(treasury)
    advance_to(project_id, State.OPERATING)
    assert token.balanceOf(treasury) - before == BASE_CASE.fee


def test_the_right_to_rate_given_by_anyone(market, shares, owner, vendor, funders, stranger, operating_project):
    """2019: anyone could give anyone the right to rate. Here it is a party's own, and nothing else gives it."""
    project_id = operating_project(crowdfunded=True)
    shares.transfer(stranger, project_id, 10, sender=funders[0])
    before = market.record(vendor)
    for account in (stranger, funders[0]):
        for party in (Party.OWNER, Party.INSTALLER, Party.MANAGER):
            with reverts(market.NotParty, projectId=project_id, account=account):
                market.rate(project_id, party, Party.VENDOR, -1, sender=account)
    assert market.record(vendor) == before


def test_the_right_to_rate_used_twice(market, owner, vendor, operating_project):
    """2019: one right could be used again and again. Here each party rates each other once per project."""
    project_id = operating_project()
    market.rate(project_id, Party.OWNER, Party.VENDOR, 1, sender=owner)
    before = market.record(vendor)
    for score in (1, -1):
        with reverts(market.AlreadyRated, **{"projectId": project_id, "from": Party.OWNER, "to": Party.VENDOR}):
            market.rate(project_id, Party.OWNER, Party.VENDOR, score, sender=owner)
    assert market.record(vendor) == before


@pytest.fixture
def attacks(market, stranger, now):
    """Every function of the market that changes anything, aimed by a stranger at somebody's project and offers."""

    def aimed_at(project_id, team):
        demand = (0, 13, 1, 1, False)
        signature = (27, HASH, HASH)
        arguments = {
            "cancel": (project_id,),
            "closeClass": (0,),
            "commission": (project_id, HASH),
            "confirmDelivery": (project_id,),
            "confirmInstallation": (project_id,),
            "dispute": (project_id, HASH),
            "expire": (project_id,),
            "fund": (project_id, 1),
            "fundWithPermit": (project_id, 1, now() + 10**6, *signature),
            "initialize": (stranger, 0),
            "markDebtor": (market.project(project_id).owner, True),
            "matchBatch": ([(project_id, *team, BASE_CASE.goal)],),
            "matchOwn": ((project_id, *team, BASE_CASE.goal),),
            "openClass": (0, 9),
            "pause": (),
            "postDemand": demand,
            "postDemandWithTerms": (*demand, (1, True)),
            "postOffer": (Role.VENDOR, 0, 1, 1, 1),
            "rate": (project_id, Party.OWNER, Party.VENDOR, -1),
            "refund": (project_id,),
            "release": (project_id,),
            "resolve": (project_id, False),
            "setAuthority": (stranger,),
            "setEligibility": (stranger,),
            "setFee": (0,),
            "setRegions": (0,),
            "setTerms": (project_id, (1, True)),
            "setTreasury": (stranger,),
            "unpause": (),
            "uphold": (project_id, HASH),
            "updateDemand": (project_id, *demand),
            "updateOffer": (team[0], 1, 1, 0),
            "upgradeToAndCall": (stranger, b""),
            "withdrawDemand": (project_id,),
            "withdrawOffer": (team[0],),
        }
        every = {method.name for method in market.contract_type.mutable_methods}
        assert every - set(arguments) == set(arguments) - every == set()
        return {name: getattr(market, name).encode_input(*values) for name, values in arguments.items()}

    return aimed_at


@pytest.mark.parametrize("stage", [State.OPEN, State.FUNDING, State.DELIVERING, State.DELIVERED, State.OPERATING])
def test_a_project_or_its_funders_list_written_by_anyone(
    market,
    token,
    shares,
    owner,
    vendor,
    funders,
    stranger,
    post_demand,
    post_team,
    matched_project,
    building_at,
    attacks,
    chain,
    stage,
):
    """2019: projects and their lists of funders could be written by anyone. Here no function of all that the market has
    lets a stranger change a project ahead of its deadlines, nor who holds its shares, nor its money."""
    team = post_team()
    if stage is State.OPEN:
        project_id = post_demand()
    elif stage is State.FUNDING:
        project_id = matched_project(crowdfunded=True, team=team)
        market.fund(project_id, 1_000, sender=funders[0])
    else:
        project_id = building_at(stage, crowdfunded=True, team=team)

    def everything():
        return (
            market.project(project_id),
            market.terms(project_id),
            market.escrowed(project_id),
            shares.series(project_id),
            [shares.balanceOf(account, project_id) for account in (owner, stranger, *funders)],
            [market.offer(offer) for offer in team],
            [market.record(account) for account in (owner, vendor)],
            token.balanceOf(market),
            [market.settings().feeBps, market.treasury(), market.eligibility(), market.authority()],
        )

    before = everything()
    chain.provider.unlock_account(stranger.address)
    for data in attacks(project_id, team).values():
        request = {"from": stranger.address, "to": market.address, "data": data.to_0x_hex(), "gas": hex(10**6)}
        chain.provider.make_request("eth_sendTransactionSync", [request])
    assert everything() == before


def test_a_contract_that_pretends_to_be_a_campaign_to_force_a_match(
    market, shares, owner, stranger, impostor, post_demand, post_team
):
    """2019: whatever called itself a campaign could force a match. Here a whole market of the attacker's own, made of
    Antu's code and pointing at Antu's shares, can neither match for anyone nor mint a share."""
    demand, team = post_demand(crowdfunded=True), post_team()
    before = market.project(demand)
    with reverts(market.NotYours, id=demand, owner=owner):
        market.matchOwn((demand, *team, BASE_CASE.goal), sender=impostor.account)
    with reverts(market.AccessManagedUnauthorized, caller=impostor.account):
        market.matchBatch([(demand, *team, BASE_CASE.goal)], sender=impostor.account)
    with reverts(market.OnlyEnergy, caller=impostor.account):
        market.commission(demand, HASH, sender=impostor.account)

    # Its own campaigns run as far as the first peso, which Antu's shares refuse. They cost more than any project here
    # whose shares theirs would be.
    fake = impostor.market
    fakes = fake.postDemand(0, 13, 10**10, 1, True, sender=stranger).return_value
    offers = [fake.postOffer(role, 0, ALL_REGIONS, 10**9, 1, sender=stranger).return_value for role in Role]
    fake.matchOwn((fakes, *offers, 10**10), sender=stranger)
    with reverts(shares.OnlyMarket, caller=fake):
        fake.fund(fakes, 3, sender=stranger)
    for call in (
        lambda: shares.mint(demand, stranger, 3, sender=impostor.account),
        lambda: shares.burnAll(demand, owner, sender=impostor.account),
        lambda: shares.open(demand, 0, sender=impostor.account),
    ):
        with reverts(shares.OnlyMarket, caller=fake):
            call()
    assert market.project(demand) == before
