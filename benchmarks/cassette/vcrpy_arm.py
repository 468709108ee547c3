"""vcrpy: YAML by libyaml. Reads the exchanges as JSON from stdin, prints the figures as JSON."""

import json
import os
import sys
import time

import yaml
from vcr.cassette import Cassette
from vcr.request import Request

if not yaml.__with_libyaml__:
    sys.exit("PyYAML has no libyaml here")


def milliseconds(step):
    started = time.perf_counter()
    result = step()
    return (time.perf_counter() - started) * 1000, result


def main():
    path = sys.argv[1]
    stored = json.load(sys.stdin)
    requests = [Request("GET", one["url"], "", one["requestHeaders"]) for one in stored]
    cassette = Cassette(path)
    for request, one in zip(requests, stored):
        headers = {name: [value] for name, value in one["responseHeaders"].items()}
        status = {"code": 200, "message": "OK"}
        body = {"string": one["body"].encode()}
        cassette.append(request, {"status": status, "headers": headers, "body": body})
    save, _ = milliseconds(lambda: cassette._save(force=True))
    load, loaded = milliseconds(lambda: Cassette.load(path=path))

    # At most 200, evenly spread, as the other arms.
    asked = requests[:: max(1, len(requests) // 200)]

    def match_all():
        for request in asked:
            loaded.play_response(request)

    match, _ = milliseconds(match_all)
    match /= len(asked)
    print(json.dumps({"load": load, "match": match, "save": save, "bytes": os.path.getsize(path)}))


main()
