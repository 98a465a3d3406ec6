"""Opening Word and PDF files, which anybody may have made: in a process of its own, whose room and time are limited.

`running` starts that process, `child` is what runs in it, and every other module here is used by the child alone;
only the cheap look at a package's directory (`word_package.check`) is also taken before.
"""
