# SPDX-License-Identifier: MIT
"""A PostgreSQL of a test's own: in a folder of its own, at a socket there, gone at the end."""

import os, pwd, re, shutil, signal, subprocess, tempfile, time


def find(program):
    """The program, of version 15 or later; None: it is not installed."""
    for folder in (*os.environ["PATH"].split(":"), *(f"/usr/lib/postgresql/{version}/bin" for version in range(15, 20))):
        path = os.path.join(folder, program)
        told = subprocess.run([path, "--version"], capture_output=True, text=True).stdout if os.path.exists(path) else ""
        version = re.search(r"\(PostgreSQL\) (\d+)", told)
        if version and int(version.group(1)) >= 15:
            return path
    return None


class Postgres:
    """PostgreSQL runs only as somebody who is not root: of root it is started as nobody."""

    def __init__(self, *settings, fsync=False):
        self.settings = [*settings, f"fsync={'on' if fsync else 'off'}"]
        self.initdb, self.server, self.psql = find("initdb"), find("postgres"), find("psql")
        if not all((self.initdb, self.server, self.psql)):
            print("skipped: PostgreSQL 15 is not installed")
            raise SystemExit(77)
        self.who = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []} \
            if os.getuid() == 0 else {}

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="casus-pg-", dir="/tmp")
        os.chmod(self.folder, 0o755)
        if self.who:
            shutil.chown(self.folder, "nobody")
        self.data = os.path.join(self.folder, "data")
        made = subprocess.run([self.initdb, "-D", self.data, "-U", "casus", "-A", "trust", "-E", "UTF8", "--locale=C",
                               "--no-sync", "--no-instructions"], capture_output=True, text=True, cwd="/", **self.who)
        if made.returncode != 0:
            raise SystemExit("initdb: " + made.stdout + made.stderr)
        self.start()
        return self

    def start(self):
        options = [part for setting in ("listen_addresses=", "shared_buffers=16MB", *self.settings)
                   for part in ("-c", setting)]
        with open(os.path.join(self.folder, "log"), "a") as log:
            self.process = subprocess.Popen([self.server, "-D", self.data, "-k", self.folder, *options], stdout=log,
                                            stderr=log, cwd="/", **self.who)
        until = time.monotonic() + 30
        while self.run("SELECT 1", fails=True) is None:
            if self.process.poll() is not None or time.monotonic() > until:
                with open(os.path.join(self.folder, "log")) as log:
                    raise SystemExit("PostgreSQL does not start: " + log.read())
            time.sleep(0.05)

    def stop(self, how=signal.SIGINT):
        """SIGINT ends its connections, SIGQUIT all at once, as if the power had failed."""
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)

    def run(self, sql, database="postgres", fails=False):
        done = subprocess.run([self.psql, "-qAtX", "-h", self.folder, "-U", "casus", "-c", sql, database],
                              capture_output=True, text=True, cwd="/")
        if done.returncode != 0 and not fails:
            raise SystemExit(f"{sql}: {done.stderr}")
        return done.stdout if done.returncode == 0 else None

    def database(self, name):
        """Makes an empty database; its address."""
        self.run(f"CREATE DATABASE {name}")
        return f"postgresql://casus@/{name}?host={self.folder}"

    def __exit__(self, *_):
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)
