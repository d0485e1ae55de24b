"""Antu's commands for `ape run`: thin, each connects the pure logic in `antu/` to a chain."""
