"""Leave, written: requests, certificates, balances, delegations, cover."""
