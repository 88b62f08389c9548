"""What rules and the score run on: the docket, signs, pairs, weights and what people are told."""
