"""What the clerk is told of a Word file that is not read: each says what is wrong and what to do about it."""

_SAVE_AGAIN = "open it in Word, save it again under a new name and upload that."

DAMAGED = f"This Word file is damaged: {_SAVE_AGAIN}"
NOT_WORD = "This file is not a Word document: save the minutes as a Word document (.docx), or paste the text instead."
LOCKED = "This file is locked with a password: take the password off in Word, save it and upload it again."
MACROS = "This Word file holds macros: save it as a plain Word document (.docx) and upload that."
DECLARATIONS = f"This Word file holds declarations that Word never writes, and that can do harm: {_SAVE_AGAIN}"
TOO_DEEP = f"This Word file holds things within things more deeply than Word can show: {_SAVE_AGAIN}"
TOO_LONG = "This Word file is longer than minutes ever are: split it, or paste the text instead."
TOO_LARGE = (
    "This Word file unpacks to more than minutes ever need: it may be damaged or made to do harm. "
    "Take the pictures out and save it again, or paste the text instead."
)
NO_WORDS = (
    "This Word file holds no words that can be read: if the minutes are a picture in it, "
    "have the words recognised first, or type them in."
)
