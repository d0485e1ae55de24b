"""Where the tests' fixtures come from. Each plugin says in its first lines what it brings."""

pytest_plugins = [
    "tests.fixtures.node",
    "tests.fixtures.accounts",
    "tests.fixtures.system",
    "tests.fixtures.chain",
    "tests.fixtures.market",
    "tests.fixtures.energy",
    "tests.fixtures.isolation",
    "tests.fixtures.gas_table",
    "tests.fixtures.coverage",
]
