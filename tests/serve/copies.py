# SPDX-License-Identifier: MIT
"""
Copies of a register on a disk that fails: each call with which a copy, a register from a copy, a new register or the copy before a
change of the schema is made fails once, then all that write fail from some call on. What is told to be done is whole and verified, in
one file; what is not leaves nothing there, and the register is as it was. A program that is killed leaves nothing that looks like a
register.
"""

import errno, glob, mmap, shutil, sqlite3, struct, sys
from client import *

failing = os.path.join(os.path.dirname(CASUS), "tests", "casus_failing")
if not os.path.exists(failing):
    print("skipped: casus_failing is not built")
    raise SystemExit(77)
STEP = int(sys.argv[1]) if len(sys.argv) > 1 else 13
with open("switch", "wb") as made:
    made.write(bytes(16))
shared = mmap.mmap(os.open("switch", os.O_RDWR), 16)
PACT = os.path.join(os.path.dirname(__file__), "pact.treaty")


def switch(at, error=0, on=0):
    shared[:] = struct.pack("4i", 0, at, error, on)


def calls():
    return struct.unpack("4i", shared[:])[0]


def run(*words):
    return subprocess.run([failing, "register", *words], capture_output=True, text=True, timeout=60,
                          env=dict(os.environ, CASUS_FAIL_DATABASE=os.path.abspath("switch")))


def entries(path):
    """The entries with their hashes, and nothing else: read by a program that is well."""
    return register("log", path)


def is_made(path):
    return subprocess.run([CASUS, "register", "verify", path], capture_output=True, text=True).stdout == "Sound: 2 entries.\n"


def each_call(what, target, words, whole, half=None):
    """Lets one call after another fail until the command needs no more of them."""
    refused = tried = 0
    for error, on in ((errno.EIO, 0), (errno.ENOSPC, 1), (errno.EROFS, 1)):
        at = 1
        while True:
            switch(at, error, on)
            ended = run(*words)
            needed = calls()
            switch(0)
            tried += 1
            there = sorted(glob.glob(glob.escape(target) + "*"))
            if ended.returncode == 0:
                check(f"{what}, call {at}, {errno.errorcode[error]}: one file", [path for path in there if half is None or
                      path == target], [target])
                whole(target)
            elif half and half in ended.stderr:
                refused += 1
                check(f"{what}, call {at}, {errno.errorcode[error]}: it was made, as it says", is_made(target), True)
            else:
                refused += 1
                check(f"{what}, call {at}, {errno.errorcode[error]}: nothing is left", there, [])
                check(f"{what}, call {at}: it says why in a line", (ended.returncode, ended.stderr.count("\n")), (3, 1))
            for path in there:
                if os.path.exists(path):
                    os.remove(path)
            if ended.returncode == 0 and needed < at:
                break
            if at > 5000:
                check("it ends", at, "fewer calls")
                break
            at += STEP
    check(f"{what}: some were refused", refused > 5, True)
    print(f"{what}: {tried} tried, {refused} refused")


register("new", "a.register", "--treaty", PACT, "--exercise", "2022-03-02T10:00+00:00")
register("case", "a.register", "spring", "account Alden, Borea")
for n in range(12):
    register("enter", "a.register", "spring", f"e{n}: strike by Cardo on Alden", "says Alden")
register("backup", "a.register", "copy.register")
whole, link = entries("a.register"), register("link", "a.register", "administrator")


def is_copy(path):
    check("the copy has all entries", entries(path), whole)
    check("and is sound", register("verify", path).startswith("Sound: "), True)


each_call("backup", "b.register", ("backup", "a.register", "b.register"), is_copy)
each_call("restore", "c.register", ("restore", "c.register", "copy.register"), is_copy)
each_call("new", "d.register", ("new", "d.register", "--treaty", PACT), lambda path: check(
    "a new register is sound", is_made(path), True), "the register was made")
check("the register is as it was", entries("a.register"), whole)

# ---- the copy before a change of the schema ----
OLDER = ("drop table password; drop table key; drop table attempt; drop table mail_wish; drop table outbox; "
         "pragma journal_mode = delete; pragma user_version = 1")
shutil.copy("copy.register", "older.register")
sqlite3.connect("older.register").executescript(OLDER)
refused = 0
for error, on in ((errno.EIO, 0), (errno.ENOSPC, 1)):
    at, ended, needed = 1, None, 0
    while ended is None or ended.returncode != 0 or needed >= at:
        at += STEP if ended is not None else 0
        shutil.copy("older.register", "g.register")
        switch(at, error, on)
        ended = run("log", "g.register")
        needed = calls()
        switch(0)
        refused += ended.returncode != 0
        kept = "g.register.schema1"
        if os.path.exists(kept):
            with sqlite3.connect(kept) as opened:
                check(f"schema, call {at}: the copy before it is whole", (opened.execute("pragma user_version").fetchone(),
                      opened.execute("pragma integrity_check").fetchone(), opened.execute("SELECT count(*) FROM entry").fetchone()),
                      ((1,), ("ok",), (len(whole.splitlines()),)))
        check(f"schema, call {at}: no part of a copy is left", glob.glob("g.register.schema1.*"), [])
        check(f"schema, call {at}: the register is whole, and opens once the disk is well", entries("g.register"), whole)
        check(f"schema, call {at}: and then there is a copy of what it was", os.path.exists(kept), True)
        for path in glob.glob("g.register*"):
            os.remove(path)
check("schema: some were refused", refused > 5, True)

# ---- killed in the middle ----
for after in range(0, 60, 4):
    process = subprocess.Popen([CASUS, "register", "backup", "a.register", "k.register"], stdout=subprocess.PIPE, text=True)
    time.sleep(after / 1000)
    process.kill()
    said = process.communicate()[0]
    if os.path.exists("k.register"):
        read = subprocess.run([CASUS, "register", "verify", "k.register"], capture_output=True, text=True, timeout=60)
        found = "whole" if read.returncode == 0 and entries("k.register") == whole else \
            "none" if "no register of casus" in read.stderr else read.stdout + read.stderr
        check(f"killed after {after} ms: whole, or no register", found in ("whole", "none"), True)
        if "Copied" in said:
            check("what was told to be done is whole", found, "whole")
    for path in glob.glob("k.register*"):
        os.remove(path)

# ---- the log of another register ----
shutil.copy("a.register", "e.register")
open("e.register-wal", "wb").write(b"its last entries")
os.remove("e.register")
refused = register("restore", "e.register", "copy.register", fails=True)
check("the log of a register that was moved away without it is not thrown away",
      ("e.register-wal" in refused, open("e.register-wal", "rb").read(), os.path.exists("e.register")),
      (True, b"its last entries", False))

# ---- keys ----
register("restore", "f.register", "a.register")
with sqlite3.connect("f.register") as opened:
    check("no link of the copy is good", opened.execute("SELECT count(*) FROM key").fetchone(), (0,))
done()
