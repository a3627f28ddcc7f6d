"""What officers write: workers, funds, money, agreements."""
