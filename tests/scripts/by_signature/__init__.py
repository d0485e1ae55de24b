"""`ape run sign` and `ape run forward`: a member without ether signs, the cooperative brings it and pays."""
