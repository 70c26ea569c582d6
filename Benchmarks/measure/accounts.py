"""Many live accounts: time, memory and requests of a run over N accounts, and of one that is killed halfway and resumed.

usage: run.sh accounts [N]      (1000 unless said otherwise)

A server on loopback answers for every account as the recording does, whatever its id. Checked before anything is printed: every account
has one line, in order; each costs the same requests; after the kill nothing that has a whole line is asked for again.
"""
import collections, http.server, json, os, re, resource, signal, subprocess, sys, tempfile, threading, time
from urllib.parse import parse_qs, urlsplit

program = os.environ.get("WABADOCTOR", "../.build/release/wabadoctor")
recording = "../KnowledgeBase/Cases/Recordings/on-behalf-of.json"
count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
record = json.load(open(recording))
home = record["waba"]
pages = collections.defaultdict(list)
for exchange in record["exchanges"]:
    if "body" in exchange.get("answer", {}):
        pages[exchange["request"]["path"]].append(exchange["answer"])
asked, lock = [], threading.Lock()


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        address = urlsplit(self.path)
        path = "/" + "/".join(address.path.split("/")[2:])
        account = re.fullmatch(r"/(5\d{8})(/.*)?", path)
        known = path.replace(account[1], home) if account else path
        with lock:
            asked.append(account[1] if account else "")
        answers = pages.get(known)
        fields = parse_qs(address.query).get("fields")
        if answers:
            status, body = answers[0].get("status", 200), {}
            for answer in answers:
                body.update(answer["body"])
            if fields and "error" not in body and "data" not in body:
                wanted = set(fields[0].split(",")) | {"id"}
                body = {key: value for key, value in body.items() if key in wanted}
        else:
            status, body = 400, {"error": {"code": 100, "message": "Unsupported get request", "error_subcode": 33}}
        content = json.dumps(body).replace(home, account[1] if account else home).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


server = Listener(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
folder = tempfile.TemporaryDirectory()
token = os.path.join(folder.name, "token")
with open(os.open(token, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
    file.write("EAAG0123456789abcdef\n")
ids = [str(500000000 + number) for number in range(count)]
accounts = os.path.join(folder.name, "ids.txt")
open(accounts, "w").write("\n".join(ids) + "\n")
command = [program, "diagnose", "--waba-file", accounts, "--graph-url", f"http://127.0.0.1:{server.server_port}",
           "--token-file", token, "-o", "json"]


def lines(path):
    return [json.loads(line) for line in open(path, "rb").read().split(b"\n")[:-1]]


def requests():
    with lock:
        counted = collections.Counter(asked)
        asked.clear()
    return counted


whole = os.path.join(folder.name, "whole.ndjson")
started = time.monotonic()
with open(whole, "wb") as out:
    child = subprocess.Popen(command, stdout=out)
    _, status, usage = os.wait4(child.pid, 0)
seconds = time.monotonic() - started
# 1 to 3 tell what a diagnosis found.
assert os.waitstatus_to_exitcode(status) in range(4), status
assert [line["subject"]["waba"] for line in lines(whole)] == ids
first = requests()
each = set(first[account] for account in ids)
assert len(each) == 1, each

log = os.path.join(folder.name, "log.ndjson")
child = subprocess.Popen(command + ["--resume", log])
while not (os.path.exists(log) and open(log, "rb").read().count(b"\n") >= count // 2):
    time.sleep(0.01)
child.send_signal(signal.SIGKILL)
child.wait()
time.sleep(0.2)
requests()
done = {line["subject"]["waba"] for line in lines(log)}
assert subprocess.run(command + ["--resume", log]).returncode in range(4)
again = requests()
assert [line["subject"]["waba"] for line in lines(log)] == ids
assert not done & set(again), "what was finished is asked for again"

total = sum(first.values())
print(f"| accounts | requests | of each account | seconds | accounts/s | CPU s | peak MB | killed after, resumed: asked again of the finished |")
print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
print(f"| {count} | {total} | {each.pop()} and the token's | {seconds:.1f} | {count / seconds:.0f} | "
      f"{usage.ru_utime + usage.ru_stime:.1f} | {usage.ru_maxrss / 1024:.0f} | {len(done)}: 0 |")
