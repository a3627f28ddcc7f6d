"""What holds for personal data, workers, funds and agreements, whoever asks."""
