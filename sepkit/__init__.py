"""sepkit reads specification proposals from git and shows whose they are and what collides."""
