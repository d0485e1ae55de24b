"""Which findings are let stand, and which answers are refused."""

import pytest

from antu.errors import AntuError
from audit.parts import ROOT
from audit.static.__main__ import result
from audit.static.findings import Finding
from audit.static.judging import Directive, directives, dismissals, judge

TIME = Finding("slither", "timestamp", "low", "A.f", "now > x", "a.sol", 7, (("a.sol", 5), ("a.sol", 7)))
EQUAL = Finding("slither", "incorrect-equality", "medium", "A.f", "x == y", "a.sol", 8, (("a.sol", 5), ("a.sol", 8)))
CAST = Finding("forge lint", "unsafe-typecast", "medium", "A.g", "uint40(x)", "a.sol", 20)
SHIFT = Finding("forge lint", "incorrect-shift", "high", "A.g", "1 << x", "a.sol", 21)


def key(finding):
    return f"{finding.tool}/{finding.detector}", finding.key


def test_finding_without_an_answer_is_open():
    judged = judge([TIME, EQUAL, CAST], [], {})
    assert judged.open == [TIME, EQUAL, CAST]
    assert not judged.clean


def test_low_finding_may_be_listed():
    judged = judge([TIME], [], {key(TIME): "days"})
    assert judged.dismissed == [(TIME, "days")]
    assert judged.clean


@pytest.mark.parametrize("finding", [EQUAL, SHIFT])
def test_severe_finding_may_not_be_listed(finding):
    judged = judge([finding], [], {key(finding): "no"})
    assert judged.open == [finding]
    assert len(judged.stale) == 1


def test_cast_is_listed_and_counts_as_suppressed():
    judged = judge([CAST], [], {key(CAST): "fits"})
    assert judged.suppressed == [(CAST, "fits")]
    assert judged.clean


@pytest.mark.parametrize("line", [4, 7])
def test_comment_before_any_line_of_a_finding_answers_it(line):
    judged = judge([EQUAL], [Directive("a.sol", line, "incorrect-equality", "an enum")], {})
    assert judged.suppressed == [(EQUAL, "an enum")]
    assert judged.clean


@pytest.mark.parametrize(
    "comment",
    [
        Directive("a.sol", 4, "timestamp", "of another detector"),
        Directive("a.sol", 5, "incorrect-equality", "a line too late"),
        Directive("b.sol", 4, "incorrect-equality", "in another file"),
    ],
)
def test_comment_that_is_about_nothing_is_stale(comment):
    judged = judge([EQUAL], [comment], {})
    assert judged.open == [EQUAL]
    assert [f"{comment.path}:{comment.line}" in each for each in judged.stale] == [True]


def test_listed_finding_that_is_no_more_is_stale():
    judged = judge([], [], {key(TIME): "days"})
    assert not judged.clean
    assert "A.f: now > x" in judged.stale[0]


def test_directives_have_their_lines_detectors_and_reason():
    source = "x;\n  // slither-disable-next-line timestamp,unused-return: both false\ny;\n"
    assert list(directives("a.sol", source)) == [
        Directive("a.sol", 2, "timestamp", "both false"),
        Directive("a.sol", 2, "unused-return", "both false"),
    ]


@pytest.mark.parametrize(
    "comment",
    [
        "// slither-disable-next-line timestamp",
        "// slither-disable-next-line timestamp:",
        "// slither-disable-next-line all: everything",
        "// slither-disable-next-line",
        "// slither-disable-start timestamp: a region",
        "// slither-disable-end timestamp",
    ],
)
def test_directives_refuses_when_comment_is_too_broad_or_gives_no_reason(comment):
    with pytest.raises(AntuError, match=r"a\.sol:1: "):
        list(directives("a.sol", comment))


def test_dismissals_refuses_the_same_twice(tmp_path):
    listed = tmp_path / "dismissed.yaml"
    listed.write_text("- {detector: slither/timestamp, reason: days, findings: [A.f, A.f]}\n")
    with pytest.raises(AntuError, match=r"slither/timestamp A\.f twice"):
        dismissals(listed)


def test_dismissals_of_antu_all_give_a_reason():
    assert all(len(reason.split()) > 3 for reason in dismissals().values())


def test_comments_of_antu_are_as_they_should_be():
    for path in (ROOT / "contracts").rglob("*.sol"):
        list(directives(path.name, path.read_text(encoding="utf-8")))


def test_result_counts_what_is_open_and_lists_what_is_suppressed():
    told = result(judge([TIME, EQUAL, CAST, SHIFT], [], {key(TIME): "days", key(CAST): "fits"}))
    assert (told["slither_high"], told["slither_medium"], told["slither_low"]) == (0, 1, 0)
    assert told["forge_lint"] == {"high": 1, "medium": 0, "low": 0}
    assert [each["at"] for each in told["suppressed"]] == ["A.g: uint40(x)"]
    assert [each["at"] for each in told["dismissed"]] == ["A.f: now > x"]
    assert len(told["open"]) == 2
