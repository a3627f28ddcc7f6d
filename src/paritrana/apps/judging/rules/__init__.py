"""What may happen in judging, decided from plain values."""
