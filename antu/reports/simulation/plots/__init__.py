"""The page's plots, each a function of figures and a language that gives a `Figure`."""
