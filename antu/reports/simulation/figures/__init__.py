"""What is drawn and said of a simulation, as frames and figures: from its tables alone, in no language."""
