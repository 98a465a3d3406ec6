"""A made-up council of any size, the same for the same seed, to measure with."""
