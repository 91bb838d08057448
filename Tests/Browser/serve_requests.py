"""What `literate serve` answers to requests of all kinds, as JSON.

Usage: serve_requests.py TOOL FOLDER
"""

import concurrent.futures
import json
import sys

from served import Served

tool, folder = sys.argv[1:]
with (
    Served(tool, folder) as first,
    Served(tool, folder, "Content/01-one.md") as second,
    Served(tool, folder, "--port", "0") as third,
):
    def status(*request):
        return first.request(*request)[0]

    report = {
        "ports differ": first.port != second.port,
        "any port": third.port not in (0, first.port, second.port)
        and third.request("GET", "/")[0] == 200,
        "page of the lesson": second.address.removeprefix(second.root),
        "index": status("GET", "/"),
        "page": status("GET", "/one.html"),
        "local name": status("GET", "/", f"localhost:{first.port}"),
        "other hosts": [
            status("GET", "/", host)
            for host in ["evil.example", f"evil.example:{first.port}", "", "127.0.0.1.evil.example"]
        ],
        "traversal": [
            status("GET", path)
            for path in [
                "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt",
                "/Content/01-one.md", "/.gitignore",
            ]
        ],
        "other methods": [
            status(method, "/") for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
        ],
        "allowed": first.request("POST", "/")[1].get("Allow"),
        "head is get without a body": (
            first.request("HEAD", "/one.html")[1] == first.request("GET", "/one.html")[1]
            and first.request("HEAD", "/one.html")[2] == ""
        ),
        "types": [
            first.request("GET", path)[1]["Content-Type"]
            for path in ["/", "/assets/literate.css", "/assets/literate.js"]
        ],
        "script": "/-/literate/reload.js" in first.request("GET", "/one.html")[2],
    }
with concurrent.futures.ThreadPoolExecutor() as pool:
    at_once = list(pool.map(lambda _: Served(tool, folder), range(6)))
for served in at_once:
    served.__exit__()
report["ports at once"] = len({served.port for served in at_once})
report["codes"] = [first.code, second.code]
print(json.dumps(report))
