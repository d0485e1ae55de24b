import pytest

from antu.errors import AntuError
from audit.mutation import survivors
from audit.mutation.mutants import find_mutants
from audit.mutation.records import Records, code_hash
from audit.mutation.sampling import in_order_of_draw
from tests.audit.mutation.conftest import PATH, PURSE, sources_of


@pytest.fixture
def mutants(purse):
    return find_mutants(purse, [PATH])


def test_records_are_there_in_the_next_run(purse, mutants, tmp_path):
    path = tmp_path / "outcomes.jsonl"
    Records(purse, path).add(mutants[0], "forge", "a test")
    assert Records(purse, path).of(mutants[0]).killer == "a test"
    assert Records(purse, path).of(mutants[1]) is None


def test_records_of_other_code_do_not_count(purse, mutants, tmp_path):
    path = tmp_path / "outcomes.jsonl"
    Records(purse, path).add(mutants[0], "forge", "a test")
    changed = sources_of(PURSE.replace("LIMIT = 100", "LIMIT = 101"))
    assert Records(changed, path).of(mutants[0]) is None
    commented = sources_of(PURSE.replace("// niño", "// /* niña"))
    assert Records(commented, path).of(mutants[0]) is not None


def test_records_ask_each_only_of_those_that_live(purse, mutants, tmp_path):
    records = Records(purse, tmp_path / "outcomes.jsonl")
    first, killed, second, last, untried = mutants[:5]
    records.add(first, "forge", None)
    records.add(killed, "forge", "a test")
    records.add(second, "ape", None)
    records.add(last, "forge at length", None)
    asked = mutants[:5]
    assert records.waiting(asked, "forge") == [untried]
    assert records.waiting(asked, "ape") == [first]
    assert records.waiting(asked, "forge at length") == [second]


def test_code_hash_leaves_comments_and_spaces_out():
    assert code_hash(b"a = 1; // one\n/* two */ b") == code_hash(b"a = 1;\n\n  b")
    assert code_hash(b"a = 1;") != code_hash(b"a = 2;")


def test_complaints_ask_for_a_reason_and_take_stale_ones_back(purse, mutants, tmp_path):
    records = Records(purse, tmp_path / "outcomes.jsonl")
    lives, reasoned, killed, untried = mutants[:4]
    records.add(lives, "forge at length", None)
    records.add(reasoned, "forge at length", None)
    records.add(killed, "forge", "a test")
    reasons = dict.fromkeys([reasoned.id, killed.id, untried.id, "Nobody.none:00000000"], "equivalent")

    found = survivors.complaints(reasons, mutants, records)

    assert [complaint.split()[0] for complaint in found] == ["Nobody.none:00000000", lives.id, killed.id]


@pytest.mark.parametrize(
    "text",
    ["- [", "- reason: why", "- {reason: why, mutants: [a], more: 1}", "- {reason: a, mutants: [x, x]}"],
)
def test_load_reverts_when_theListIsWrong(tmp_path, text):
    path = tmp_path / "survivors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AntuError):
        survivors.load(path)


def test_load_takes_the_list_of_this_checkout():
    assert all(survivors.load().values())


def test_the_draw_has_of_each_file_its_share(purse, mutants):
    other = [_moved(mutant) for mutant in mutants[: len(mutants) // 2]]
    drawn = in_order_of_draw([*mutants, *other])
    assert sorted(mutant.id for mutant in drawn) == sorted(mutant.id for mutant in [*mutants, *other])
    first = drawn[: len(drawn) // 3]
    assert abs(sum(mutant.file == PATH for mutant in first) - 2 * len(first) / 3) <= 1


def _moved(mutant):
    from dataclasses import replace

    return replace(mutant, file="contracts/Other.sol", id=f"Other{mutant.id}")
