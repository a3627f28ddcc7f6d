"""The public check of printed figures: one claim with a verdict to share, or a running text looked over."""
