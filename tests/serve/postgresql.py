# SPDX-License-Identifier: MIT
"""
The register in a database: the same tests as those of the file; two servers over one database, which enter at the same
time in the same case; a database that goes away and comes back.  postgresql.py [KILLS]: kills alone of the same tests
"""

import signal, subprocess, sys, threading
from postgres import Postgres
from client import *
import client

SAME = (("work",), ("api",), ("edges",), ("kills", sys.argv[1] if len(sys.argv) > 1 else "10"))
pact = os.path.join(os.path.dirname(__file__), "pact.treaty")


def same(name, *words):
    """A test of the file, with the database instead."""
    os.mkdir(name)
    done = subprocess.run([sys.executable, os.path.join(os.path.dirname(__file__), name + ".py"), *words], cwd=name,
                          env={**os.environ, "CASUS_POSTGRES": postgres.folder}, capture_output=True, text=True)
    check(f"{name}.py on PostgreSQL", (done.returncode, done.stdout + done.stderr if done.returncode else ""), (0, ""))


def two_servers():
    """Acts that are entered at the same time through both stand once each, and each server has them all."""
    path = postgres.database("two")
    register("new", path, "--treaty", pact, "--exercise", "2022-03-02T10:00+00:00")
    register("person", path, "sam", "secretary", "Sam")
    register("case", path, "spring", "account Alden, Borea")
    with Server(path, "--quiet") as first, Server(path, "--quiet") as second:
        sam = join(first, path, "sam")
        other = Client(second)
        other.cookies = dict(sam.cookies)
        check("a session of one is one of the other", other.get("/").status, 200)
        token, entered = sam.get("/cases").token(), {}

        def work(me, one):
            for number in range(10):
                label = f"k{me}x{number}"
                fields = {"lines": f"{label}: strike by Cardo on Alden", "last": "0", "key": label}
                place = one.post("/cases/spring/enter", fields, token)
                check(f"{label} is entered", place.status, 303)
                entered[label] = place.headers["Location"]
                if number % 3 == 0:  # the other server knows it already
                    again = (other if one is sam else sam).post("/cases/spring/enter", fields, token)
                    check(f"{label} under its key, at the other", again.headers["Location"], entered[label])

        workers = [threading.Thread(target=work, args=(me, one)) for me, one in enumerate((sam, other))]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        pages = [one.get("/cases/spring/log").text for one in (sam, other)]
        check("both show the same log", re.findall(r'id="e\d+"', pages[0]), re.findall(r'id="e\d+"', pages[1]))
        check("each stands once", sorted(re.findall(r"k\dx\d: strike", register("log", path))),
              sorted(f"{label}: strike" for label in entered))
        check("no two have one place", len(set(entered.values())), 20)
        seen = sam.get("/cases/spring/act")
        check("who has not seen the last entry is told so",
              other.post("/cases/spring/enter", {"lines": "late1: strike by Cardo on Alden", "last": "3", "key": "late"},
                         token).status, 409)
        check("a form is there", seen.status, 200)
        check("both stop gracefully", (first.stop(), second.stop()), (0, 0))
    check("the chain is whole", register("verify", path).startswith("Sound: "), True)


def gone_and_back():
    """Each request gets a clear answer meanwhile, and the same servers go on as soon as the database is back."""
    path = postgres.database("gone")
    register("new", path, "--treaty", pact, "--exercise", "2022-03-02T10:00+00:00")
    register("person", path, "sam", "secretary", "Sam")
    register("case", path, "spring", "account Alden, Borea")

    def enter_once(label):
        return sam.post("/cases/spring/enter", {"lines": f"{label}: strike by Cardo on Alden", "last": "0", "key": label},
                        token)

    with Server(path, "--quiet") as server:
        sam = join(server, path, "sam")
        token = sam.get("/cases").token()
        for number, how in enumerate((signal.SIGINT, signal.SIGQUIT)):
            check("entered before", enter_once(f"before{number}").status, 303)
            postgres.stop(how)
            reply = enter_once(f"while{number}")
            check("while it is gone", (reply.status, reply.headers["Retry-After"]), (503, "5"))
            check("so for a page", sam.get("/cases/spring").status, 503)
            check("and the API", sam.get("/api/cases").headers["Content-Type"], "application/problem+json")
            check("whoever looks after it sees that", sam.get("/healthz").status, 503)
            postgres.start()
            time.sleep(1.1)  # it is tried once a second
            check("back by itself", sam.get("/cases/spring").status, 200)
            check("it can be entered", enter_once(f"while{number}").status, 303)
        postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'casus'")
        check("a lost connection is made anew", enter_once("after0").status, 303)
        check("a graceful stop", server.stop(), 0)
    listed = register("log", path)
    check("each once", sorted(re.findall(r"(\w+\d): strike", listed)), ["after0", "before0", "before1", "while0", "while1"])
    check("the chain is whole", register("verify", path).startswith("Sound: "), True)


def refusals():
    path = postgres.database("refused")
    check("a database that has none", "is no register" in register("log", path, fails=True), True)
    register("new", path, "--treaty", pact)
    check("one that has one", "already" in register("new", path, "--treaty", pact, fails=True), True)
    for change in ("DELETE FROM casus.entry", "UPDATE casus.entry SET at = 'x'", "TRUNCATE casus.entry",
                   "UPDATE casus.content SET bytes = ''"):
        check(f"the database refuses {change}", postgres.run(change, "refused", fails=True), None)
    postgres.run("ALTER TABLE casus.entry DISABLE TRIGGER USER; UPDATE casus.entry SET by = 'x' WHERE number = 2", "refused")
    done = subprocess.run([CASUS, "register", "verify", path], capture_output=True, text=True)
    check("what was changed all the same is found", (done.returncode, done.stdout),
          (1, "Entry 2: it, or its place in the chain, is not as it was entered.\n"))
    postgres.run("DROP TABLE casus.mail_wish, casus.outbox; UPDATE casus.version SET number = 2", "refused")
    register("log", path)
    check("one of before is copied, then changed",
          postgres.run("SELECT (SELECT number FROM casus.version), (SELECT number FROM casus_schema2.version),"
                       " (SELECT count(*) FROM casus_schema2.entry), (SELECT count(*) FROM casus.outbox)", "refused"),
          "3|2|2|0\n")
    postgres.run("UPDATE casus.version SET number = 99", "refused")
    check("of a later casus", "a later casus" in register("log", path, fails=True), True)
    check("no database", "cannot be reached" in register("log", path.replace("/refused?", "/none?"), fails=True), True)


def copies():
    """A copy of a database is a file, and a database is made of it; both have the same log."""
    path, other = postgres.database("copied"), postgres.database("restored")
    register("new", "--store", path, "--treaty", pact, "--exercise", "2022-03-02T10:00+00:00")
    register("case", path, "spring", "account Alden, Borea")
    with open("note.pdf", "wb") as note:
        note.write(b"%PDF-" + bytes(range(256)) * 40)
    register("document", path, "spring", "note.pdf", 'source S1 "A note"')
    register("enter", "--store", path, "spring", "e1: strike by Cardo on Alden")
    register("enter", path, "spring", "e2: strike by Cardo on Borea")
    register("seal", path, "7", "by order of a court")
    register("backup", path, "copy.register")
    register("restore", "--store", other, "copy.register")
    check("the same log", len({register("log", where) for where in (path, "copy.register", other)}), 1)
    check("all sound", {register("verify", where) for where in (path, "copy.register", other)}, {"Sound: 8 entries.\n"})
    check("a database that has one is not written over", "already" in register("restore", other, "copy.register", fails=True),
          True)


with Postgres() as postgres:
    for words in SAME if len(sys.argv) == 1 else SAME[-1:]:
        same(*words)
    two_servers()
    gone_and_back()
    refusals()
    copies()
done()
