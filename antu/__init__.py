"""Antu's pure logic: books, matching, metering, deployments and reports. It never imports Ape and needs no chain."""
