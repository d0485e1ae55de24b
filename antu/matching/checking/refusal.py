"""What the checker says when something does not hold."""

from antu.errors import AntuError


class CertificateError(AntuError):
    """A certificate, or a matching, that does not hold."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "Do not rely on this run. Match again, and report it with the book.")


def require(holds: bool, message: str) -> None:
    """Raises a `CertificateError` unless it holds."""
    if not holds:
        raise CertificateError(message)
