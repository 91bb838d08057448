"""A page of headless Chromium, driven over its DevTools protocol."""

import json
import os
import subprocess
import tempfile
import time


class Page:
    """One page, open for as long as the `with` statement lasts."""

    def __init__(self, width=1280, height=800):
        self.console = []
        self.events = []
        self._count = 0
        self._session = {}
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        # Chromium reads what it is to do at descriptor 3, and answers at 4.
        commands, self._commands = os.pipe()
        answers, answering = os.pipe()
        arguments = [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update",
            "--remote-debugging-pipe", f"--user-data-dir={self._profile.name}",
            f"--window-size={width},{height}", "about:blank",
        ]
        self._browser = subprocess.Popen(
            ["sh", "-c", f'exec "$@" 3<&{commands} 4>&{answering}', "sh", *arguments],
            pass_fds=[commands, answering],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(commands)
        os.close(answering)
        self._answers = os.fdopen(answers, "rb", buffering=0)
        self._unread = b""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = {"sessionId": session["sessionId"]}
        for domain in ["Page", "Runtime", "Log"]:
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._commands)
        self._browser.terminate()
        self._browser.wait()
        self._answers.close()
        self._profile.cleanup()

    def call(self, method, **parameters):
        """The result of a DevTools method."""
        self._count += 1
        count = self._count
        command = {"id": count, "method": method, "params": parameters, **self._session}
        os.write(self._commands, json.dumps(command).encode() + b"\0")
        while True:
            message = self._receive()
            if message.get("id") == count:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]

    def _receive(self):
        while b"\0" not in self._unread:
            piece = self._answers.read(1 << 20)
            if not piece:
                raise ConnectionError("Chromium has ended")
            self._unread += piece
        line, self._unread = self._unread.split(b"\0", 1)
        message = json.loads(line)
        match message.get("method"):
            case "Runtime.consoleAPICalled":
                self.console.append(str(message["params"]["args"]))
            case "Runtime.exceptionThrown":
                self.console.append(str(message["params"]["exceptionDetails"]))
            case "Log.entryAdded":
                self.console.append(str(message["params"]["entry"]))
            case str():
                self.events.append(message)
        return message

    def event(self, method):
        """The parameters of the next event of a kind, after those that were asked for before."""
        while True:
            for index, event in enumerate(self.events):
                if event["method"] == method:
                    del self.events[: index + 1]
                    return event["params"]
            self._receive()

    def evaluate(self, expression):
        """The value of an expression of JavaScript in the page."""
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait(self, condition, seconds=60):
        """The first value of an expression that counts as true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if value := self.evaluate(condition):
                    return value
            except RuntimeError:
                pass  # The page is being replaced.
            time.sleep(0.01)
        raise TimeoutError(condition)

    def open(self, address):
        self.call("Page.navigate", url=address)
        self.event("Page.loadEventFired")
