"""A JVM that serves: the service or the floor."""
import json
import os
import shlex
import subprocess
import time
import urllib.error
import urllib.request

from . import database


def authorization():
    """The administrator's token, which a service takes at its first start."""
    token = os.environ.get("COE_ADMIN_TOKEN")
    return {"Authorization": f"Bearer {token}"} if token else {}


class Server:
    """One started server; ends with the `with` block."""

    def __init__(self, jar, port, java_options, environment, ready="/q/health/ready"):
        self.base = f"http://127.0.0.1:{port}"
        java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if os.environ.get("JAVA_HOME") else "java"
        self.output = open(os.environ.get("BENCH_LOG", os.devnull), "a")
        began = time.monotonic()
        self.process = subprocess.Popen(
            [java, *shlex.split(java_options), "-jar", str(jar)],
            env={**os.environ, **environment}, stdout=self.output, stderr=self.output)
        while not self.answers(ready):
            if self.process.poll() is not None or time.monotonic() - began > 120:
                self.stop()
                raise SystemExit(f"{jar} did not start; BENCH_LOG=file shows what it says")
            time.sleep(0.01)
        self.ready_after = time.monotonic() - began

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.stop()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.output.close()

    def answers(self, path):
        try:
            with urllib.request.urlopen(self.base + path, timeout=5):
                return True
        except urllib.error.HTTPError as refused:
            # The floor has no such path; that it says so is what counts.
            return refused.code == 404
        except OSError:
            return False

    def call(self, method, path, body=None, **headers):
        request = urllib.request.Request(
            self.base + path, method=method, data=body,
            headers={**authorization(), **{name.replace("_", "-"): value for name, value in headers.items()}})
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.load(answer)

    def pss(self):
        """Memory in MiB, with what is shared with other processes counted in part."""
        with open(f"/proc/{self.process.pid}/smaps_rollup") as rollup:
            return next(int(line.split()[1]) for line in rollup if line.startswith("Pss:")) / 1024


class Servers:
    """How to start either."""

    def __init__(self, java_options, port):
        root = database.BENCH.parent
        self.java_options, self.port = java_options, port
        self.service_jar = root / "target/quarkus-app/quarkus-run.jar"
        self.floor_jar = root / "bench/floor/target/quarkus-app/quarkus-run.jar"

    def service(self, name, **environment):
        return Server(self.service_jar, self.port, self.java_options, {
            "COE_DB_URL": database.url(name), "COE_DB_USER": os.environ["PGUSER"],
            "COE_DB_PASSWORD": os.environ["PGPASSWORD"], "COE_HTTP_HOST": "127.0.0.1", "COE_HTTP_PORT": str(self.port),
            # Nothing is swept but what is measured.
            # Load from one credential is what is measured.
            "COE_LIMIT_CREDENTIAL_PER_MINUTE": "0", "COE_LIMIT_ADDRESS_PER_MINUTE": "0",
            "COE_OVERDUE_SWEEP_SCHEDULE": "off", "COE_JOBS_RUN_AT_START": "false", **environment})

    def embedded(self, directory):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("COE_")}
        environment |= {"COE_LIMIT_CREDENTIAL_PER_MINUTE": "0", "COE_LIMIT_ADDRESS_PER_MINUTE": "0",
                        "COE_DATA_DIR": directory, "COE_HTTP_PORT": str(self.port)}
        return Server(self.service_jar, self.port, self.java_options, environment)

    def floor(self, name):
        return Server(self.floor_jar, self.port + 1, self.java_options, {
            "QUARKUS_DATASOURCE_JDBC_URL": database.url(name), "QUARKUS_DATASOURCE_USERNAME": os.environ["PGUSER"],
            "QUARKUS_DATASOURCE_PASSWORD": os.environ["PGPASSWORD"], "QUARKUS_HTTP_HOST": "127.0.0.1",
            "QUARKUS_HTTP_PORT": str(self.port + 1)})

    def migrate(self, name):
        """The service makes its schema when it starts."""
        self.service(name).stop()
