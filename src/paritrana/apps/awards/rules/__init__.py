"""What may happen to an edition, its rulebook, its committee and its calendar: pure functions of plain values."""
