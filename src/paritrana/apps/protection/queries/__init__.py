"""Reading the register, agreements and money."""
