from audit.mutation.mutants import Mutant, find_mutants
from audit.mutation.schemata import instrument, switch
from tests.audit.mutation.conftest import PATH, PURSE, sources_of


def changes_of(mutants: list[Mutant], operator: str) -> set[tuple[str, str]]:
    return {(mutant.before, mutant.after) for mutant in mutants if mutant.operator == operator}


def test_find_mutants_knows_each_kind_of_fault(purse):
    mutants = find_mutants(purse, [PATH])

    assert changes_of(mutants, "boundary") == {
        ("amount <= LIMIT", "amount < LIMIT"),
        ("parts > 1", "parts >= 1"),
        ("amount > parts", "amount >= parts"),
    }
    assert changes_of(mutants, "arithmetic") == {("amount / parts", "(amount) * (parts)")}
    assert changes_of(mutants, "round up") == {
        ("amount / parts", "(amount) / (parts) + ((amount) % (parts) == 0 ? 0 : 1)")
    }
    assert changes_of(mutants, "check removed") == {("require(amount <= LIMIT, TooMuch(amount, LIMIT - 1))", "")}
    assert changes_of(mutants, "modifier removed") == {("whenOpen", "")}
    assert changes_of(mutants, "assignment") == {("held[msg.sender] -= amount", "held[msg.sender] += amount;")}
    assert changes_of(mutants, "event removed") == {("emit Paid(each)", "")}
    assert changes_of(mutants, "arguments swapped") == {("_part(amount, parts)", "_part(parts, amount)")}
    assert changes_of(mutants, "constant") == {
        ("LIMIT", "(LIMIT + 1)"),
        ("LIMIT", "(LIMIT - 1)"),
        ("1", "2"),
        ("1", "0"),
    }


def test_find_mutants_leaves_what_a_refusal_says_alone(purse):
    assert not [mutant for mutant in find_mutants(purse, [PATH]) if mutant.before == "LIMIT - 1"]


def test_find_mutants_names_each_once(purse):
    mutants = find_mutants(purse, [PATH])
    assert len({mutant.id for mutant in mutants}) == len(mutants)


def test_find_mutants_names_them_alike_when_lines_move(purse):
    moved = sources_of(PURSE.replace("    event Paid", "\n\n    // Paid is paid.\n    event Paid"))
    before, after = find_mutants(purse, [PATH]), find_mutants(moved, [PATH])
    assert [mutant.id for mutant in before] == [mutant.id for mutant in after]
    assert [mutant.line for mutant in before] != [mutant.line for mutant in after]


def test_instrument_compiles_with_every_mutant(purse):
    numbered = dict(enumerate(find_mutants(purse, [PATH]), 1))
    text = instrument(purse, numbered)[PATH]
    sources_of(text)  # which refuses what does not compile
    for number in numbered:
        assert switch(number) in text


def test_instrument_without_mutants_changes_no_more_than_what_is_pure(purse):
    assert instrument(purse, {})[PATH] == PURSE.replace("private pure", "private view")


def test_instrument_keeps_statements_whole_where_an_if_ends_with_one(purse):
    numbered = {
        number: mutant
        for number, mutant in enumerate(find_mutants(purse, [PATH]), 1)
        if mutant.operator == "statement removed" and mutant.before.startswith("each =")
    }
    ((number, _),) = numbered.items()
    text = instrument(purse, numbered)[PATH]
    assert f"{{ if ({switch(number)}) {{  }} else {{ each = _part(amount, parts); }} }}\n" in text
