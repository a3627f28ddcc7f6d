"""Every change in judging, one module per noun."""
