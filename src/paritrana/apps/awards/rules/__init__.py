"""What may happen to an edition, its rulebook and its calendar: pure functions of plain values."""
