"""People who sign in: their account, password, language, and what the ledger holds of their visits."""
