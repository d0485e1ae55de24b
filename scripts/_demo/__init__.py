"""The chapters of `ape run demo`, each of which plays its part of `antu.demo` on a chain."""
