"""What the tests of the energy sales count with."""

# 1 kWp at 105 %: what a plant may generate in a day, in Wh.
PER_DAY = 24 * 1_050

# What the meter's registers say before tests that ask for `reported`.
GENERATED, EXPORTED = 5_000, 2_000
