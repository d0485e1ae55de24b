"""What `ape run rehearse` does on a chain: fills a market, reads all of it, breaks a contract, and brings it back."""
