"""Pure functions from what was read to the register: no clock, no network, no environment."""
