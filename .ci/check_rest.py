# SPDX-License-Identifier: Apache-2.0
"""A scripted client of the REST service; called by .ci/check-rest.

check_rest.py all SCHEMATHESIS: every endpoint, every error, a restart, the contract, the pages.
check_rest.py load SECONDS: throughput, latency and memory on known predictions.
"""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

API = "/api/v1"
ROOT = Path(__file__).resolve().parent.parent
TRACE = re.compile(r"Exception|\bat [a-z]+(\.\w+)+\(|\.java:\d|io\.github\.quantml")
walked = set()


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.type = headers.get("Content-Type", "")

    def json(self):
        return json.loads(self.body)


class Service:
    """A running service; a block ends it as a terminal or an init system does: by SIGTERM."""

    def __init__(self, home, *options, token=""):
        self.port, self.board, self.token = free_port(), free_port(), token
        self.log = tempfile.NamedTemporaryFile("w+", suffix=".log")
        env = dict(os.environ, ML_MODEL_CACHE_DIR=str(home))
        env.pop("QUANTML_REST_TOKEN", None)
        if token:
            env["QUANTML_REST_TOKEN"] = token
        self.process = subprocess.Popen(
            [ROOT / "samples/run", "rest-service", "--port", str(self.port)]
            + ["--job-dashboard-port", str(self.board), *options],
            env=env, stdout=self.log, stderr=subprocess.STDOUT)
        self.url = f"http://127.0.0.1:{self.port}"
        end = time.monotonic() + 60
        while True:
            try:
                assert self.call("GET", "/health").status == 200
                return
            except OSError:
                assert self.process.poll() is None, self.text()
                assert time.monotonic() < end, "the service does not answer"
                time.sleep(0.1)

    def text(self):
        return Path(self.log.name).read_text()

    def call(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        given = {"Content-Type": "application/json"} if body is not None else {}
        if self.token:
            given["Authorization"] = "Bearer " + self.token
        given.update(headers or {})
        data = body if body is None or isinstance(body, (bytes, str)) else json.dumps(body)
        connection.request(method, path, data, {k: v for k, v in given.items() if v is not None})
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read().decode())
        connection.close()
        return answer

    def ok(self, method, path, body=None, status=200, type="application/json"):
        answer = self.call(method, path, body)
        assert answer.status == status, (method, path, answer.status, answer.body[:500])
        assert answer.type.split(";")[0] == type, (method, path, answer.type)
        walked.add((method, path.split("?")[0]))
        return answer

    def problem(self, status, method, path, body=None, headers=None):
        answer = self.call(method, path, body, headers)
        where = (method, path, answer.status, answer.type, answer.body[:500])
        assert answer.status == status, where
        assert answer.type == "application/problem+json", where
        told = answer.json()
        assert told["status"] == status and told["title"] and told["detail"], where
        assert not TRACE.search(answer.body), where
        return answer

    def job(self, name, *states):
        end = time.monotonic() + 60
        while True:
            job = self.call("GET", f"{API}/ml/jobs/{name}").json()
            if job["state"] in states:
                return job
            assert job["state"] in ("queued", "running"), job
            assert time.monotonic() < end, job
            time.sleep(0.2)

    def train(self, **what):
        answer = self.ok("POST", f"{API}/ml/train", what, 202)
        name = answer.json()["job_id"]
        assert answer.headers["Location"] == f"{API}/ml/jobs/{name}"
        return name

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        if error[0]:
            sys.stderr.write(self.text()[-3000:])
            return
        assert code == 128 + signal.SIGTERM, f"ended by {code}"
        assert not TRACE.search(self.text()), self.text()[-3000:]


def say(text):
    print(f"{time.monotonic() - began:5.1f} s  {text}", flush=True)


def good_calls(s):
    for ticker, horizon in (("AAPL", "30d"), ("BTC-USD", "5b")):
        path = f"{API}/ml/predictions/{ticker}?horizon={horizon}"
        first, known = s.ok("GET", path), s.ok("GET", path)
        assert first.body == known.body and first.headers["X-Model"] == known.headers["X-Model"]
        told = first.json()
        assert {"prediction", "similar_patterns", "current_regime", "factors"} <= set(told), told
        assert {"return", "volatility", "probability", "confidence"} <= set(told["prediction"])
        odds = told["prediction"]["probability"]
        assert abs(odds["up"] + odds["down"] + odds["flat"] - 1) < 1e-9, odds
        s.ok("GET", f"{API}/ml/dashboard/{ticker}?horizon={horizon}")
        s.ok("POST", f"{API}/ml/anomaly-detection", {"ticker": ticker, "last_bars": 100})
    assert s.ok("GET", f"{API}/ml/predictions/AAPL").json()["symbol"] == "AAPL"
    bars = [{"time": f"2014-{1 + i // 28:02d}-{1 + i % 28:02d}T21:00:00Z", "close": 100 + i % 7}
            for i in range(80)]
    told = s.ok("POST", f"{API}/ml/predict", {
        "symbol": "AAPL", "sequences": [bars, bars[:70]], "model_name": "ensemble",
        "model_version": "latest", "include_sentiment": True,
        "news": [{"time": "2014-01-02T12:00:00Z", "text": "a great quarter for Apple"}]}).json()
    assert len(told["predictions"]) == len(told["confidence_intervals"]) == 2, told
    assert told["sentiment"]["score"] > 0 and "feature_importance" in told, told
    names = [m["name"] for m in s.ok("GET", f"{API}/ml/models").json()["models"]]
    assert names == ["AAPL-21b-ensemble", "BTC-USD-5b-ensemble"], names
    s.ok("GET", f"{API}/ml/jobs")
    s.ok("GET", f"{API}/ml/dashboard")
    s.ok("GET", "/health")
    metrics = s.ok("GET", "/metrics", type="text/plain").body
    assert 'quantml_model_version{model="models:/AAPL-21b-ensemble@champion"} 1.0' in metrics
    s.ok("GET", "/", type="text/html")
    s.ok("GET", f"{API}/docs", type="text/html")


def bad_calls(s):
    predict, train, predictions = f"{API}/ml/predict", f"{API}/ml/train", f"{API}/ml/predictions"
    s.problem(400, "GET", f"{predictions}/AAPL?horizon=soon")
    s.problem(404, "GET", f"{predictions}/NONE")
    s.problem(404, "GET", f"{predictions}/AAPL?horizon=9b")
    s.problem(409, "GET", f"{predictions}/BTC-USD?horizon=30d")
    s.problem(404, "GET", "/nowhere")
    s.problem(404, "GET", f"{API}/ml/jobs/none")
    s.problem(404, "DELETE", f"{API}/ml/jobs/00000000-0000-0000-0000-000000000000")
    for method, path, allowed in (("PUT", predict, "POST"), ("DELETE", f"{API}/ml/models", "GET"),
                                  ("POST", "/health", "GET"), ("PATCH", f"{API}/ml/jobs/x", "DELETE, GET")):
        answer = s.problem(405, method, path, {})
        assert sorted(answer.headers["Allow"].split(", ")) == allowed.split(", "), (path, answer.headers["Allow"])
    for body in ("{", "[]", "null", {}, {"symbol": 1}, {"symbol": "AAPL", "x": 1},
                 {"symbol": "AAPL", "sequences": [[{"time": "2014-01-01T00:00:00Z"}]]}):
        s.problem(400, "POST", predict, body)
    s.problem(422, "POST", predict, {
        "symbol": "AAPL", "sequences": [[{"time": "2014-01-01T00:00:00Z", "close": -1}]]})
    s.problem(400, "POST", f"{API}/ml/anomaly-detection", {"ticker": "AAPL", "last_bars": 0})
    s.problem(400, "POST", train, {"horizon": "5b"})
    s.problem(404, "POST", train, {"ticker": "AAPL", "members": ["none"]})
    s.problem(415, "POST", train, "ticker=AAPL", {"Content-Type": "text/plain"})
    s.problem(413, "POST", predict, '{"symbol":"' + "A" * (5 << 20) + '"}')
    for host in ("evil.example", f"localhost.evil.example:{s.port}"):
        s.problem(403, "GET", f"{predictions}/AAPL?horizon=30d", None, {"Host": host})
        s.problem(403, "GET", "/", None, {"Host": host})


def jobs(s):
    running = s.train(ticker="BTC-USD", horizon="6b", model="all")
    queued = s.train(ticker="BTC-USD", horizon="7b")
    assert s.train(ticker="BTC/USD", horizon="7b") == queued, "queued twice"
    told = s.ok("DELETE", f"{API}/ml/jobs/{queued}").json()
    assert told["state"] == "cancelled", told
    s.problem(409, "DELETE", f"{API}/ml/jobs/{queued}")
    s.job(running, "running")
    s.ok("GET", f"{API}/ml/jobs/{running}")
    s.ok("DELETE", f"{API}/ml/jobs/{running}")
    assert s.job(running, "cancelled")["history"][-1]["reason"] == "cancelled by a call"
    return running, queued


def documented(s):
    """Every path and method of the document was called with success."""
    paths = s.ok("GET", f"{API}/openapi.json").json()["paths"]
    for path, methods in paths.items():
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$")
        for method in methods:
            assert any(m == method.upper() and pattern.match(p) for m, p in walked), (method, path)
    return sum(len(m) for m in paths.values())


def contract(s, schemathesis, work):
    report = ROOT / "target/schemathesis.txt"
    # A job that was taken back stays in the history, so nothing is used after it was freed.
    with report.open("w") as out:
        code = subprocess.run(
            [schemathesis, "--config-file", str(ROOT / ".ci/schemathesis.toml"), "run", "--no-color",
             "--checks", "all", "--exclude-checks", "use_after_free", "--max-examples", "25", "--phases", "examples,coverage,fuzzing,stateful",
             "--url", s.url, "--max-time", "20", f"{s.url}{API}/openapi.json"],
            stdout=out, stderr=subprocess.STDOUT, cwd=work).returncode
    lines = [line[:300] for line in report.read_text(errors="replace").splitlines()]
    assert code == 0, "\n".join(lines[:120] + ["..."] + lines[-40:])
    return [line.strip() for line in lines if "generated" in line or "passed" in line]


def chromium(work, page, *options):
    done = subprocess.run(
        ["timeout", "60", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-quic", f"--user-data-dir={work}/chromium", "--hide-scrollbars",
         "--enable-logging=stderr", "--virtual-time-budget=4000", *options, page],
        capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    assert done.returncode == 0 and not said, (page, done.returncode, said)
    return done.stdout


def page(work, url, name, height, **counts):
    shots = ROOT / "target/screenshots"
    shots.mkdir(parents=True, exist_ok=True)
    dom = chromium(work, url, "--dump-dom")
    for what, (pattern, least) in counts.items():
        found = len(re.findall(pattern, dom))
        assert found >= least, f"{name}: {found} {what}, not {least}"
    chromium(work, url, f"--window-size=1280,{height}", f"--screenshot={shots}/{name}.png")
    return dom


def refusals(home, work, waiting):
    with Service(home, "--concurrency", "1", token="s3cret") as s:
        for shown in (None, "Bearer wrong", "Basic czNjcmV0"):
            answer = s.problem(401, "GET", f"{API}/ml/predictions/AAPL?horizon=30d", None,
                               {"Authorization": shown})
            assert answer.headers["WWW-Authenticate"] == "Bearer"
        s.ok("GET", f"{API}/ml/predictions/AAPL?horizon=30d")
        s.problem(401, "GET", f"{API}/ml/predictions/AAPL?horizon=30d", None, {"Authorization": None})
        answers = []
        asking = [threading.Thread(target=lambda: answers.append(s.call(
            "POST", f"{API}/ml/anomaly-detection", {"ticker": "BTC-USD"}))) for _ in range(12)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()
        refused = [a for a in answers if a.status == 429]
        assert refused and {a.status for a in answers} == {200, 429}, [a.status for a in answers]
        assert all(a.headers["Retry-After"] == "1" and a.type == "application/problem+json" for a in refused)
        say(f"401, and 429 for {len(refused)} of 12 calls at once where 1 may compute")
        done = s.job(waiting, "succeeded")
        version = int(re.search(r"version (\d+) of AAPL-21b-ensemble", done["report"])[1])
        assert version > 1, done
        say("the job that waited when the service was stopped has succeeded: " + " ".join(
            step["state"] for step in done["history"]))
        newest = next(m for m in s.ok("GET", f"{API}/ml/models").json()["models"]
                      if m["name"] == "AAPL-21b-ensemble")["versions"][0]
        assert newest["version"] == version, newest
        dom = page(work, s.url + "/", "rest-token", 500, forms=('id="login"', 1))
        assert "Bearer" not in dom and "<svg" not in dom
        page(work, s.url + "/#token=s3cret", "rest-token-given", 1900, charts=("<svg", 5))
    with Service(work / "empty", "--deadline-ms", "1") as s:
        answer = s.problem(503, "POST", f"{API}/ml/anomaly-detection", {"ticker": "BTC-USD"})
        assert answer.headers["Retry-After"] == "1"
        say("503 past the deadline")


def everything(schemathesis):
    work = Path(tempfile.mkdtemp())
    try:
        home = work / "home"
        with Service(home) as s:
            say("the service answers")
            page(work, s.url + "/", "rest-untrained", 900, tables=("No model is registered yet", 1))
            names = [s.train(ticker="AAPL", horizon="30d"), s.train(ticker="BTC-USD", horizon="5b")]
            for name in names:
                assert s.job(name, "succeeded")["history"][-1]["state"] == "succeeded"
            say("AAPL 30d and BTC-USD 5b are trained")
            good_calls(s)
            bad_calls(s)
            jobs(s)
            say(f"{documented(s)} documented calls walked, and every error")
            page(work, s.url + "/", "rest-dashboard", 1900, charts=("<svg", 5))
            page(work, s.url + "/?ticker=BTC-USD&horizon=5b", "rest-btc", 1900, charts=("<svg", 5),
                 model=("BTC-USD-5b-ensemble", 1))
            page(work, s.url + API + "/docs", "rest-docs", 1500, calls=('class="opblock ', 10))
            say("dashboard and documents drawn, nothing on the console")
            for line in contract(s, schemathesis, work):
                say("schemathesis: " + line)
            for job in s.call("GET", f"{API}/ml/jobs").json()["jobs"]:
                if job["state"] in ("queued", "running"):
                    s.call("DELETE", f"{API}/ml/jobs/{job['id']}")
            s.train(ticker="BTC-USD", horizon="8b")
            waiting = s.train(ticker="AAPL", horizon="30d", force=True)
            assert s.call("GET", f"{API}/ml/jobs/{waiting}").json()["state"] == "queued"
        say("stopped with a job running and one in the queue")
        refusals(home, work, waiting)
        say("all good")
    finally:
        shutil.rmtree(work)


def memory(process):
    subprocess.run(["jcmd", str(process), "GC.run"], check=True, capture_output=True)
    told = subprocess.run(["jcmd", str(process), "GC.heap_info"], check=True, capture_output=True,
                          text=True).stdout
    heap = sum(int(k) for k in re.findall(r"heap\s+total \d+K, used (\d+)K", told))
    rss = int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1])
    return heap / 1024, rss / 1024


def load(seconds):
    work = Path(tempfile.mkdtemp())
    try:
        with Service(work / "home") as s:
            s.job(s.train(ticker="AAPL", horizon="30d"), "succeeded")
            url = f"{s.url}{API}/ml/predictions/AAPL?horizon=30d"
            wrk = ["wrk", "-t2", "-c32", "--latency"]
            subprocess.run([*wrk, "-d10s", url], check=True, capture_output=True)
            before = memory(s.process.pid)
            print("load before:", os.getloadavg(), "cores:", os.cpu_count())
            told = subprocess.run([*wrk, f"-d{seconds}s", url], check=True, capture_output=True,
                                  text=True).stdout
            after = memory(s.process.pid)
            print(told, end="")
            print("load after: ", os.getloadavg())
            print(f"heap after a collection: {before[0]:.1f} MiB before, {after[0]:.1f} MiB after")
            print(f"resident: {before[1]:.0f} MiB before, {after[1]:.0f} MiB after")
            assert "Non-2xx" not in told and "Socket errors" not in told, "errors under load"
            assert after[0] < before[0] + 8, "the heap grows"
    finally:
        shutil.rmtree(work)


began = time.monotonic()
if sys.argv[1] == "load":
    load(int(sys.argv[2]))
else:
    everything(sys.argv[2])
