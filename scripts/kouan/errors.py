"""The one error that Kouan shows to people."""


class KouanError(Exception):
    """Something the user can put right.

    The message names the file, row or span, says what was expected there and what to do; it is printed as it stands,
    without a traceback.
    """
