# SPDX-License-Identifier: MIT
"""
Mail, to a server of mail that is written here: at once or daily; words of a case that is for all, numbers of one for members,
not even the name of a closed one; once each; again after the server of mail was away.
"""

import email, email.header, os, socketserver, sqlite3, subprocess, threading
from client import *

HERE = os.path.dirname(__file__)
got, stopped = [], threading.Event()


class Sink(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as a client needs; `refuses` answers 451 to each letter."""

    def handle(self):
        self.wfile.write(b"220 sink\r\n")
        sender, to = "", []
        while line := self.rfile.readline().decode():
            word = line.split()[0].upper() if line.split() else ""
            if word == "MAIL":
                sender = re.search("<(.*?)>", line).group(1)
            elif word == "RCPT":
                to.append(re.search("<(.*?)>", line).group(1))
            elif word == "DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line[1:] if line.startswith(b".") else line)
                if self.server.refuses:
                    self.wfile.write(b"451 later\r\n")
                    continue
                message = email.message_from_bytes(b"".join(lines))
                message.words = message.get_payload(decode=True).decode()
                message.envelope = (sender, to)
                got.append(message)
            elif word == "QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 fine\r\n")


def waits(count, seconds=10):
    """Waits until so many letters have come; returns those that nobody has looked at yet, and forgets them."""
    end = time.time() + seconds
    while len(got) < count and time.time() < end:
        time.sleep(0.1)
    taken, got[:] = got[:], []
    return taken


def sql(text):
    with sqlite3.connect(path, timeout=10) as database:
        rows = database.execute(text).fetchall()
    database.close()
    return rows


path = "mail.register"
register("new", path, "--treaty", os.path.join(HERE, "pact.treaty"), "--exercise", "2022-03-02T10:00+00:00")
for name, role in (("sam", "secretary"), ("anna", "delegate"), ("boris", "delegate"), ("rita", "reader"), ("lena", "reader")):
    register("person", path, name, role, name.title())
for name, party in (("anna", "Alden"), ("boris", "Borea")):
    register("mandate", path, name, party)
for case in ("spring", "closed", "open"):
    register("case", path, case, "account Alden, Borea")
register("visible", path, "closed", "case", "named", "Borea,Alden")
register("visible", path, "open", "case", "all")
check("an address that is none", "no address" in register("mail", path, "anna", "anna@exa mple.org", fails=True), True)
check("nor one with a line of its own", "no address" in register("mail", path, "anna", "a@b.org\r\nBcc: c@d.org", fails=True), True)
for name in ("anna", "boris", "rita", "lena"):
    register("mail", path, name, name + "@example.org")

sink = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink)
sink.daemon_threads, sink.refuses = True, False
threading.Thread(target=sink.serve_forever, daemon=True).start()
url = f"smtp://127.0.0.1:{sink.server_address[1]}"
for options, why in ((("--mail", "http://x", "--mail-from", "a@b"), "no server of mail"), (("--mail", url), "who sends"),
                     (("--mail", "smtp://a:b@127.0.0.1", "--mail-from", "a@b"), "no server of mail")):
    done_ = subprocess.run([CASUS, "serve", path, "--listen", "127.0.0.1:0", *options], capture_output=True, text=True, timeout=20)
    check(f"refused: {options}", (done_.returncode, why in done_.stderr), (2, True))

with Server(path, "--quiet", "--mail", url, "--mail-from", "register@example.org") as server:
    sam, anna, boris, rita = (join(server, path, name) for name in ("sam", "anna", "boris", "rita"))
    check("how often", rita.post("/you/mail", {"how": "daily"}).status, 303)
    check("no other way", rita.post("/you/mail", {"how": "hourly"}).status, 422)
    check("lena gets none", register("mail", path, "lena", "none"), "He gets no mail.\n")
    check("who has no address has nothing to choose", ("name=\"how\"" in sam.get("/you").text,
                                                       sam.post("/you/mail", {"how": "daily"}).status), (False, 422))
    for client, how in ((anna, "once"), (boris, "once")):
        client.post("/you/mail", {"how": how})

    # ---- at once ----
    enter(sam, "open", "e1: strike by Cardo on Alden", "")
    letters = waits(2)
    check("to those who wish to be told at once", sorted(m.envelope for m in letters),
          [("register@example.org", [name + "@example.org"]) for name in ("anna", "boris")])
    check("it says what was entered in a case that is for all, where, and that it is an exercise",
          [("strike by Cardo on Alden" in m.words, f"http://127.0.0.1:{server.port}/cases/open" in m.words,
            str(email.header.make_header(email.header.decode_header(m["Subject"]))), m["Auto-Submitted"])
           for m in letters], [(True, True, "Exercise: new entries", "auto-generated")] * 2)
    enter(anna, "spring", "e1: strike by Cardo on Alden", "Alden")
    letters = waits(1)
    time.sleep(1.5)
    check("not to who entered it", [m.envelope[1] for m in letters + got], [["boris@example.org"]])
    check("of a case for members its name and numbers", ("spring: new entries 1" in letters[0].words,
                                                         "strike" in letters[0].words), (True, False))
    enter(anna, "closed", "e1: strike by Cardo on Alden", "Alden")
    words = waits(1)[0].words
    check("of a closed case not even the name", ("named alone: new entries 1" in words, "closed" in words.replace(
        "Cases for those", ""), "strike" in words), (True, False, False))
    register("visible", path, "spring", "case", "named", "Alden")
    enter(anna, "spring", "e2: strike by Cardo on Alden", "Alden")
    time.sleep(2.5)
    check("who may not see a case hears nothing of it", [m.envelope for m in got], [])

    # ---- daily ----
    enter(anna, "open", "r1: request by Alden to Borea on e1", "Alden")
    check("at once", [m.envelope[1] for m in waits(1)], [["boris@example.org"]])
    check("a daily letter waits for its day", [m.envelope for m in got], [])
    boris.post("/you/mail", {"how": "daily"}, Accept_Language="ru")
    sql("UPDATE mail_wish SET at = at - 86400 WHERE how = 'daily'")
    register("person", path, "lena", "reader", "Lena")  # it looks as soon as something is entered, else each 20 seconds
    letters = {m.envelope[1][0]: m for m in waits(2, 30)}
    check("a day later", sorted(letters), ["boris@example.org", "rita@example.org"])
    check("what was entered since", "request by Alden to Borea on e1" in letters["rita@example.org"].words, True)
    told = letters["boris@example.org"].words
    check("what he must do, until when, in his language", ("help by Borea to Alden on e1 - 2022-03-05" in told,
          "предстоит сделать" in told), (True, True))
    check("and not again", (time.sleep(2), [m.envelope for m in got])[1], [])

    # ---- the server of mail is away ----
    sink.refuses = True
    anna.post("/you/mail", {"how": "once"})
    enter(sam, "open", "e3: strike by Cardo on Alden", "")
    time.sleep(2.5)
    check("a letter that is not accepted waits", ([m.envelope for m in got], sql("SELECT tries FROM outbox")), ([], [(1,)]))
    check("its entry stands all the same", "e3" in anna.get("/cases/open/log").text, True)
    sink.refuses = False
    check("a graceful stop", server.stop(), 0)
    sql("UPDATE outbox SET due = 0")
    server.start()
    check("it is sent later, once", [m.envelope[1] for m in waits(1)], [["anna@example.org"]])
    time.sleep(1.5)
    check("and then it is out of the outbox", (got, sql("SELECT count(*) FROM outbox")), ([], [(0,)]))
register("backup", path, "copy.register")
check("a copy has the wishes, and no letters", (len(sqlite3.connect("copy.register").execute("SELECT * FROM mail_wish").fetchall()),
      sqlite3.connect("copy.register").execute("SELECT count(*) FROM outbox").fetchone()), (3, (0,)))
done()
