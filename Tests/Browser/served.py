"""`literate serve`, run as an author runs it."""

import http.client
import re
import signal
import subprocess
import threading


class Served:
    """The server, for as long as the `with` statement lasts; Ctrl-C ends it."""

    def __init__(self, tool, folder, *arguments):
        self.output = []
        self.code = None
        self._process = subprocess.Popen(
            [tool, "serve", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in self._process.stdout:
            self.output.append(line)
            if found := re.match(r"http://127\.0\.0\.1:(\d+)/(\S*)", line):
                self.address = found.group(0)
                self.root = f"http://127.0.0.1:{found.group(1)}/"
                self.port = int(found.group(1))
                break
        else:
            raise RuntimeError("".join(self.output))
        # A server that cannot start keeps no script from telling so.
        self._reader = threading.Thread(
            target=lambda: self.output.extend(self._process.stdout), daemon=True
        )
        self._reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.send_signal(signal.SIGINT)
        self.code = self._process.wait(timeout=60)
        self._reader.join()

    def request(self, method, path, host="127.0.0.1"):
        """The status, the headers and the body that a request gets, its path sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
