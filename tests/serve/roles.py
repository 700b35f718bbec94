# SPDX-License-Identifier: MIT
"""
Each route of routes.def, asked for by each role, with each method, in each state of a case. What is expected follows from the
table and from who sees which case, written here once more; what the table does not have is denied.
"""

import os, re, sys
from client import *

ROUTES = re.findall(r'^ROUTE\((\w+), "([^"]+)", (\w+), (\w+), (\w+)\)',
                    open(os.path.join(os.environ["CASUS_SOURCE"], "src/serve/http/routes.def")).read(), re.M)
MEMBERS = {"reader", "delegate", "secretary", "facilitator", "administrator"}
WHO = {"ANYBODY": MEMBERS | {"visitor"}, "MEMBERS": MEMBERS, "AUTHORS": {"delegate", "secretary"},
       "READER": {"reader"}, "DELEGATE": {"delegate"}, "SECRETARY": {"secretary"}, "CONTROL": {"secretary", "facilitator"}, "ADMINISTRATOR": {"administrator"}}
KINDS = {"PAGE", "FORM", "OPEN", "VIEW", "ACT", "PLAIN", "FEED"}
# Who sees a case: the delegate has a mandate for Borea; an embargo holds back what is for all until a later date.
SEES = {"public": MEMBERS | {"visitor"}, "spring": MEMBERS, "closed": {"delegate", "secretary", "facilitator"},
        "later": {"delegate", "secretary", "facilitator"}, "none": set()}
MARK = "<script>alert(1)</script>"

path = "roles.register"
made = register("new", path, "--treaty", os.path.join(os.path.dirname(__file__), "pact.treaty"), "--exercise",
                "2022-03-02T10:00+00:00")
people = {"rita": "reader", "boris": "delegate", "sam": "secretary", "fay": "facilitator", "lena": "reader", "ends": "delegate"}
for name, role in people.items():
    register("person", path, name, role, f"{MARK} {name}")
register("mandate", path, "boris", "Borea")
ended = re.search(r"Entry (\d+)", register("mandate", path, "ends", "Borea")).group(1)
for case in ("public", "spring", "closed", "later"):
    register("case", path, case, f'title Cardo "{MARK}"', f"account Alden, Borea -- {MARK}")
    register("enter", path, case, f"e1: strike by Cardo on Alden -- {MARK}")
    register("enter", path, case, "r1: request by Alden to Borea on e1")
    with open("note.txt", "w") as note:
        note.write(MARK)
    register("document", path, case, "note.txt", f'source S1 "{MARK}"', f'  publisher "{MARK}"', "  date 2022-03-02")
document = re.findall(r"^ *(\d+) .*document", register("log", path), re.M)
register("visible", path, "public", "case", "all")
register("visible", path, "closed", "case", "named", "Borea")
register("visible", path, "later", "case", "all", "Borea", "--until", "2022-04-01T00:00+00:00")


def entries():
    return register("log", path).count("\n")


def address(pattern, case, key="0" * 64):
    number = document[("public", "spring", "closed", "later").index(case)] if case in SEES and case != "none" else "1"
    return re.sub(r"\{\w+\}", "1", re.sub(r"{(number|entry)}", number, pattern.replace("{case}", case)).replace("{key}", key))


def expected(route, role, case, scopes=None):
    """
    What a request comes to: with the cookie of a role and a right form, or with a token that has scopes. A status; None
    where it is allowed, and what it comes to depends on what is sent.
    """
    method, pattern, who, kind, handler = route
    if kind == "FEED":  # the token is in the path, and a cookie counts for nothing
        return 401 if scopes is None else 200 if "feed" in scopes else 403
    if role not in WHO[who]:
        return 403 if role != "visitor" else 303 if kind == "PAGE" else 401
    if kind == "ACT" and (scopes is None or "act" not in scopes):
        return 401 if scopes is None else 403
    if scopes is not None and (kind in ("PAGE", "FORM", "OPEN") or (kind == "VIEW" and "read" not in scopes)):
        return 403
    if "{case}" in pattern and role not in SEES[case]:
        return 404
    if method == "GET" and not pattern.endswith(("/next", "/api/cases/{case}/ask")):
        return 404 if "{key}" in pattern or "{digest}" in pattern else 303 if pattern == "/sign-in" and role != "visitor" else 200
    return None


def ask(client, route, target, token):
    """Asks as a browser does, or as a program where the route is one for programs."""
    if route[0] == "GET":
        return client.get(target)
    return client.send(target, {}) if route[3] == "ACT" else client.post(target, {}, token)


def look_at(what, reply):
    """Each reply is told to be no page of another, and has nothing of what was written as HTML of its own."""
    headers = reply.headers
    policy = headers.get("Content-Security-Policy", "")
    check(f"{what}: nosniff", headers.get("X-Content-Type-Options"), "nosniff")
    check(f"{what}: policy", ("default-src 'none'" in policy, "script-src 'unsafe" in policy), (True, False))
    check(f"{what}: referrer", headers.get("Referrer-Policy"), "same-origin")
    location = headers.get("Location")
    check(f"{what}: goes on here", location is None or bool(re.match(r"/(?![/\\])", location)), True)
    for cookie in headers.get_all("Set-Cookie") or []:
        check(f"{what}: cookie {cookie.split('=')[0]}", "SameSite=" in cookie and
              ("HttpOnly" in cookie or cookie.startswith(("language=", "zone="))), True)
    if "text/html" not in headers.get("Content-Type", ""):
        return
    check(f"{what}: no frame", "frame-ancestors 'none'" in policy, True)
    check(f"{what}: escaped", MARK in reply.text, False)
    if "sha256-" not in policy:
        check(f"{what}: no script in the page", re.findall(r"<script(?! src=\"/live\.js\" defer>)|\son\w+=|<style|style=",
                                                           reply.text), [])
    for link in re.findall(r'(?:href|action|src)="([^"]*)"', reply.text):
        check(f"{what}: link {link}", bool(re.match(r"/(?![/\\])|#|$|otpauth://", link)) or "sha256-" in policy, True)


check("every line of the table is read", len(ROUTES), sum(
    line.startswith("ROUTE(") for line in open(os.path.join(os.environ["CASUS_SOURCE"], "src/serve/http/routes.def"))))
check("the words of the table", ({who for _, _, who, _, _ in ROUTES} - WHO.keys(),
                                 {kind for _, _, _, kind, _ in ROUTES} - KINDS), (set(), set()))

with Server(path) as server:
    admin = Client(server)
    admin.use_link(link_of(made))
    roles = {"visitor": Client(server), "administrator": admin}
    for name, role in people.items():
        if name in ("rita", "boris", "sam", "fay"):
            roles[role] = join(server, path, name)
    left, former = join(server, path, "lena"), join(server, path, "ends")
    register("person", path, "lena", "none", "has left")
    register("end", path, ended, "recalled")
    tokens = {role: client.get("/cases").token() for role, client in roles.items()}
    check("each has a token of his own for forms", len(set(tokens.values()) - {""}), len(roles))
    before, tried, denied = entries(), 0, 0

    # ---- role x route x state, with what a browser sends ----
    for route in ROUTES:
        method, pattern, who, kind, handler = route
        for role, client in roles.items():
            for case in SEES if "{case}" in pattern else ("",):
                if pattern in ("/sign-out", "/you/end") and role in WHO[who]:
                    continue  # last
                what = f"{role} {method} {pattern} {case}"
                right = expected(route, role, case)
                if handler == "cs_http_events" and right == 200:
                    continue  # it does not end
                target = address(pattern, case)
                reply = ask(client, route, target, tokens[role])
                tried += 1
                denied += right in (401, 403, 404) or (right == 303 and role == "visitor")
                if right is not None:
                    check(what, reply.status, right)
                else:
                    check(f"{what}: allowed", reply.status not in (401, 403, 405) and reply.status < 500, True)
                look_at(what, reply)
                if method != "POST" or kind not in ("FORM", "OPEN") or role not in WHO[who]:
                    continue
                # The same without the token of the form, with that of another, and from the page of another.
                other = tokens["secretary" if role != "secretary" else "delegate"]
                for how, token, headers in (("no token", "", {}), ("another's token", other, {}),
                                            ("another site", tokens[role], {"Sec_Fetch_Site": "cross-site"}),
                                            ("another origin", tokens[role], {"Origin": "http://evil.example"})):
                    reply = client.post(target, {}, token, **headers)
                    tried += 1
                    check(f"{what}: {how}", reply.status, 403)
    # ---- programs: role x scopes x route x state ----
    for role in MEMBERS:
        for scopes in ("read act", "read", "feed"):
            made = roles[role].post("/you/token", {"scopes": scopes}, tokens[role]).text
            client = Client(server, re.search(r"<code>([0-9a-f]{64})</code>", made).group(1))
            for route in ROUTES:
                method, pattern, who, kind, handler = route
                if pattern in ("/sign-out", "/you/end"):
                    continue
                for case in SEES if "{case}" in pattern else ("",):
                    right = expected(route, role, case, scopes)
                    if handler == "cs_http_events" and right == 200:
                        continue
                    what = f"{role} with a token to {scopes}: {method} {pattern} {case}"
                    reply = ask(client if kind != "FEED" else Client(server), route, address(pattern, case, client.bearer),
                                "")
                    tried += 1
                    denied += right in (401, 403, 404)
                    if kind == "ACT" and right == 404:  # what was sent may be looked at first
                        check(f"{what}: as if there were none", reply.status in (404, 422), True)
                    elif right is not None:
                        check(what, reply.status, right)
                    else:
                        check(f"{what}: allowed", reply.status not in (401, 403, 405) and reply.status < 500, True)
                    look_at(what, reply)
    # ---- who has left, and whose mandate has ended ----
    for route in ROUTES:
        method, pattern, who, kind, handler = route
        if handler == "cs_http_events":
            continue
        target = address(pattern, "spring")
        if "visitor" not in WHO[who]:
            reply = ask(left, route, target, "0" * 64)
            check(f"has left {method} {pattern}", reply.status, 303 if kind == "PAGE" else 401)
    check("whose mandate has ended does not see what is for his party", former.get("/cases/closed").status, 404)
    # ---- methods and paths that no route has ----
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"):
        for pattern in {pattern for _, pattern, _, _, _ in ROUTES}:
            if any(m == method and p == pattern for m, p, _, _, _ in ROUTES):
                continue
            reply = roles["secretary"].ask(method, address(pattern, "spring"), "")
            tried += 1
            check(f"{method} {pattern}: no route", reply.status in (405, 501), True)
    for target in ("/none", "//", "/cases//log", "/cases/spring/", "/cases/spring/log/x", "/../etc/passwd", "/%2e%2e/x",
                   "/cases/..%2f..", "/CASES", "/sign-in/", "/people/administrator", "/style.css/", "/" + "x/" * 20):
        reply = roles["secretary"].get(target)
        check(f"{target}: no such page", reply.status in (404, 400), True)
        look_at(target, reply)
    for target in (f"/cases/{MARK}".replace("/script", "%2Fscript"), "/cases/spring/act?word=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                   "/cases/spring/act?for=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&word=strike",
                   "/sign-in?next=//evil.example", "/cases?next=https://evil.example"):
        look_at(target, roles["delegate"].get(target))
    check("what was denied, and looking, entered nothing", entries(), before)

    # ---- what is written stays text, also in what is shown again ----
    for fields in ({"lines": MARK, "for": "Borea"}, {"lines": "strike by Cardo on Alden", "for": MARK},
                   {"lines": "strike by Cardo on Alden", "for": "Borea", "on": f'"{MARK}'},
                   {"word": MARK, "role by": MARK, "label": MARK, "for": "Borea"},
                   {"lines": f"e9: strike by Cardo on Alden\n  -- {MARK}\n  says Borea", "for": "Borea"}):
        look_at(f"preview {fields}", roles["delegate"].post("/cases/spring/preview", fields, tokens["delegate"]))
    look_at("a name", roles["visitor"].post("/sign-in", {"name": MARK, "password": MARK, "code": MARK},
                                            tokens["visitor"]))
    for role in MEMBERS:
        check(f"{role} signs out", roles[role].post("/sign-out", {}, tokens[role]).status, 303)
    check("and is out", [roles[role].get("/").status for role in MEMBERS], [303] * len(MEMBERS))

# ---- published over TLS by a proxy ----
with Server(path, "--origin", "https://register.example.org", "--quiet") as server:
    visitor = Client(server)
    page = visitor.get("/sign-in")
    check("HSTS, of subdomains too", page.headers["Strict-Transport-Security"], "max-age=31536000; includeSubDomains")
    cookies = page.headers.get_all("Set-Cookie")
    kept = visitor.post("/language", {"language": "ru"}, page.token())
    check("a language is kept", (kept.status, visitor.get("/sign-in").text.startswith('<!DOCTYPE html>\n<html lang="ru">')),
          (303, True))
    check("each cookie is for TLS and this host alone", [cookie for cookie in cookies + kept.headers.get_all("Set-Cookie")
          if not cookie.startswith("__Host-") or "Secure" not in cookie or "Path=/" not in cookie], [])
    check("no referer goes to others, no page of others holds it", (page.headers["Referrer-Policy"],
          "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]), ("same-origin", True))
    statuses = []
    for i in range(52):  # the proxy adds the last address; what a client writes before it counts for nothing
        statuses.append(visitor.get("/link/" + "0" * 64, X_Forwarded_For=f"10.0.0.{i}, 192.0.2.1").status)
    check("limits go by the address that the proxy names", (statuses.count(404), statuses[-1]), (50, 429))
    lines = http.client.HTTPConnection("127.0.0.1", visitor.server.port, timeout=30)
    lines.putrequest("GET", "/link/" + "0" * 64, skip_host=True)
    for name, value in (("Host", "register.example.org"), ("X-Forwarded-For", "10.0.0.99"),
                        ("X-Forwarded-For", "192.0.2.1")):
        lines.putheader(name, value)  # the proxy writes a line of its own
    lines.endheaders()
    check("also in a line of its own", lines.getresponse().status, 429)
    check("another address is not held back", visitor.get("/link/" + "0" * 64, X_Forwarded_For="192.0.2.1, 192.0.2.2").status, 404)

print(f"{len(ROUTES)} routes, {tried} requests, {denied} of them to be denied")
check("enough was tried", tried > 2000 and denied > 800, True)
done()
