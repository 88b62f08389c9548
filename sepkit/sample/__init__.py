"""A small fictional protocol with real disagreements, to try sepkit on."""
