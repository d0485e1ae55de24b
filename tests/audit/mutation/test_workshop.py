import tomllib

from audit.mutation.workshop import forge_settings
from audit.parts import ROOT


def test_forge_settings_are_those_of_the_checkout_but_for_gas_sizes_and_files():
    text = (ROOT / "foundry.toml").read_text(encoding="utf-8")
    original = tomllib.loads(text)
    changed = tomllib.loads(forge_settings(text))  # raises if one is said twice
    before, after = original["profile"].pop("default"), changed["profile"].pop("default")
    assert changed == original
    assert after.pop("gas_limit") == str(2**64 - 1)
    assert after.pop("code_size_limit") > 2**20
    assert {"access": "read-write", "path": "results"} in after.pop("fs_permissions")
    assert after == {name: value for name, value in before.items() if name not in ("gas_limit", "fs_permissions")}
