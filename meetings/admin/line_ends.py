"""Line ends: browsers send CRLF whatever was typed, and nothing that is kept or compared may depend on that."""


def one_kind_of_line_end(text: str) -> str:
    """The text with LF at the end of every line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
