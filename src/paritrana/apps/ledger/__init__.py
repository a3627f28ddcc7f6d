"""What was done, by whom and when: one append-only Merkle log per edition and one for the house."""
