"""The whole public archive as a folder of files that needs neither this program nor a network.

A page in it is the page of the site, byte for byte but for its links and its forms. What is made for the copy alone
(how to search it, items by year, tables) stands in `additions`.
"""
