"""The security study, `make audit`: proofs, attacks, and a way back, measured.

Each module is a part that runs by itself (`python -m audit.proofs`), writes what it found to reports/audit/, and ends
with an error if that is not what docs/SECURITY.md promises; `audit.report` puts them together as reports/audit.json.
"""
