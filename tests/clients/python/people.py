"""Keys for the made-up persons of a served demonstration, made on their account page as they would make them."""

import http.cookiejar
import re
import urllib.parse
import urllib.request


def signed_in(base, person):
    """A browser, and the token of its pages."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    post(browser, base + "/sign-in/demonstration", [("person", person), ("next", "/")])
    page = browser.open(base + "/account").read().decode()
    return browser, re.search(r'name="csrf" value="([^"]+)"', page).group(1)


def key_of(base, person, roles):
    """`roles`: (field of the form, role) each, such as ("roles-LE", "preparer")."""
    browser, token = signed_in(base, person)
    fields = [("csrf", token), ("label", "test"), ("days", "7"), *roles]
    made = post(browser, base + "/account/keys", fields)
    return re.search(r"stp_[A-Za-z0-9]+_[A-Za-z0-9_-]+", made).group(0)


def post(browser, address, fields):
    return browser.open(address, urllib.parse.urlencode(fields).encode()).read().decode()
