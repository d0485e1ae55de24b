"""Static analysis: Slither and `forge lint`, with every finding that is let stand, and why.

No finding of high or medium severity is let stand unless a comment beside the code says why it is false; the report
lists those as `suppressed`. Lower ones are in `dismissed.yaml`. What neither answers fails, and so does an answer to a
finding that is no more.
"""
