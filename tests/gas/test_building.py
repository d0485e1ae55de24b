"""Gas of the word of suppliers and the cooperative, and of the payments after it."""

from statistics import mean


def test_build_a_first_project_and_another(build, sixty_four, measured):
    first, steady = (build([owner]).gas for owner in sixty_four[:2])
    measured.take("confirm_each", mean(steady["confirm"]))
    measured.take_first("release_each", mean(first["release"]))  # to the treasury, too
    measured.take("release_each", mean(steady["release"]))
    measured.take("commission", *steady["commission"])
