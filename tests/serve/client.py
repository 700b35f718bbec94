# SPDX-License-Identifier: MIT
"""A register, its server, and a client that behaves as a browser or a program does. For the tests of tests/serve."""

import base64, hashlib, hmac, http.client, json, os, re, signal, struct, subprocess, tempfile, time, urllib.parse
from html import unescape

CASUS = os.environ["CASUS"]
PASSWORD = "three long words"
failures = []


def check(what, found, expected):
    """Notes a difference; the test goes on, so that all of them are told at once."""
    if found != expected:
        failures.append(what)
        print(f"FAILED: {what}\n  expected: {expected!r}\n  found:    {found!r}")


def register(*words, fails=False):
    done = subprocess.run([CASUS, "register", *words], capture_output=True, text=True, timeout=60)
    if (done.returncode != 0) != fails:
        raise SystemExit(f"casus register {words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def place(name):
    """Where a test keeps a register: a file, or a database where $CASUS_POSTGRES has the folder of a PostgreSQL."""
    folder = os.environ.get("CASUS_POSTGRES")
    if not folder:
        return name + ".register"
    made = f"{name.replace('-', '_')}_{os.getpid()}"
    subprocess.run(["psql", "-qX", "-h", folder, "-U", "casus", "-c", f"CREATE DATABASE {made}", "postgres"], check=True)
    return f"postgresql://casus@/{made}?host={folder}"


def code_of(secret, step):
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    at = mac[19] & 15
    return "%06d" % ((struct.unpack(">I", mac[at:at + 4])[0] & 0x7FFFFFFF) % 1000000)


class Reply:
    def __init__(self, response):
        self.status, self.headers = response.status, response.headers
        self.body = response.read()
        self.text = self.body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.body)

    def token(self):
        found = re.search(r'name="form" value="([0-9a-f]{64})"', self.text)
        return found.group(1) if found else ""

    def field(self, name):
        found = re.search(r'<input type="hidden" name="%s" value="([^"]*)"' % name, self.text)
        return unescape(found.group(1)) if found else None


class Server:
    """`casus serve` on a free port, ended at the end of a `with` block."""

    def __init__(self, path, *options):
        self.path, self.options = path, options

    def __enter__(self):
        self.start()
        return self

    def start(self):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([CASUS, "serve", self.path, "--listen", "127.0.0.1:0", *self.options],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        found = re.search(r":(\d+) ", line)
        if not found:
            self.log.seek(0)
            raise SystemExit("the server does not start: " + line + self.log.read())
        self.port = int(found.group(1))

    def logged(self):
        self.log.seek(0)
        return self.log.read()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=20)

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()


class Client:
    """Keeps cookies as a browser does; or has a token as a program does."""

    def __init__(self, server, token=None):
        self.server, self.cookies, self.bearer, self.secret, self.step = server, {}, token, None, 0

    def ask(self, method, path, body=None, **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.bearer:
            sent["Authorization"] = "Bearer " + self.bearer
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        connection.request(method, path, body, sent)
        reply = Reply(connection.getresponse())
        connection.close()
        for cookie in reply.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return reply

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, fields, token=None, **headers):
        """Sends a form with the token of the page that has it."""
        fields = dict(fields)
        if token is None:
            token = self.get("/cases").token()
        fields["form"] = token
        return self.ask("POST", path, urllib.parse.urlencode(fields),
                        Content_Type="application/x-www-form-urlencoded", **headers)

    def upload(self, path, fields, name, content, **headers):
        """Sends a form with a file, as a browser does."""
        line, parts = "-" * 20, ""
        for field, value in {**fields, "form": self.get("/cases").token()}.items():
            parts += f'--{line}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        parts += f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        return self.ask("POST", path, (parts + f"{content}\r\n--{line}--\r\n").encode(),
                        Content_Type="multipart/form-data; boundary=" + line, **headers)

    def send(self, path, value, **headers):
        """Sends JSON as a program does."""
        return self.ask("POST", path, json.dumps(value), Content_Type="application/json", **headers)

    def use_link(self, link):
        """Sets a password by a link, and is signed in then."""
        path = urllib.parse.urlparse(link).path
        page = self.get(path)
        self.secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.text).group(1)
        self.step = int(time.time()) // 30
        return self.post(path, {"password": PASSWORD, "again": PASSWORD, "code": code_of(self.secret, self.step)},
                         page.token())

    def sign_in(self, name, password=PASSWORD, step=None):
        page = self.get("/sign-in")
        self.step = self.step + 1 if step is None else step
        return self.post("/sign-in", {"name": name, "password": password, "code": code_of(self.secret, self.step)},
                         page.token())


def link_of(words):
    return re.search(r"http://\S+/link/[0-9a-f]{64}", words).group(0)


def join(server, path, name):
    """A client of a person who was made before, signed in."""
    client = Client(server)
    reply = client.use_link(link_of(register("link", path, name)))
    if reply.status != 303:
        raise SystemExit(f"{name} cannot come in: {reply.status}\n{reply.text}")
    return client


def enter(client, case, lines, party, **others):
    """Previews lines and confirms them, as a person does. Returns the preview, and the reply to the confirmation."""
    token = client.get("/cases").token()
    shown = client.post(f"/cases/{case}/preview", {"lines": lines, "for": party}, token)
    if shown.status != 200:
        return shown, None
    fields = {name: shown.field(name) or "" for name in ("lines", "for", "on", "last", "key")}
    fields.update(others)
    return shown, client.post(f"/cases/{case}/enter", fields, token)


def done():
    if failures:
        raise SystemExit(f"{len(failures)} failed")
