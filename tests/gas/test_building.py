"""Gas of the word of suppliers and the cooperative, and of the payments after it."""

from statistics import mean


def test_build_a_first_project_and_another(build, sixty_four, figures):
    first, steady = (build([owner]).gas for owner in sixty_four[:2])
    figures.take(
        {
            "confirm_each": mean(steady["confirm"]),
            "release_each": mean(steady["release"]),  # of the last of them the treasury has its fee, too
            "commission": mean(steady["commission"]),
        },
        first={"release_each": mean(first["release"])},
    )
