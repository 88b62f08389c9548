"""Times sepkit against floors that any implementation pays; prints ratios, asserts nothing."""
