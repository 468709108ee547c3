"""Uses what Spin gives to a Python component, one use per path."""

import asyncio
import json
import time
import uuid
from urllib.parse import parse_qs, urlsplit

from spin_sdk import http, key_value, variables
from spin_sdk.http import PollLoop, Request, Response, Sink, send, send_async
from spin_sdk.wit.imports.types import Fields, OutgoingResponse, ResponseOutparam
from spin_sdk.wit.types import Ok

CALLS = 0


class IncomingHandler(http.IncomingHandler):
    """Streams the answer to `/stream`, and answers everything else at once."""

    def handle(self, request, response_out):
        path = request.path_with_query() or "/"
        if urlsplit(path).path != "/stream":
            super().handle(request, response_out)
            return
        loop = PollLoop()
        asyncio.set_event_loop(loop)
        loop.run_until_complete(stream(response_out, query_of(path)))

    def handle_request(self, request: Request) -> Response:
        global CALLS
        CALLS += 1
        answer = ANSWERS.get(urlsplit(request.uri).path)
        if answer is None:
            return Response(404, {}, b"")
        value = answer(request, query_of(request.uri))
        body = json.dumps(value).encode()
        return Response(200, {"content-type": "application/json"}, body)


async def stream(response_out, query):
    response = OutgoingResponse(Fields.from_list([("content-type", b"text/plain")]))
    body = response.body()
    ResponseOutparam.set(response_out, Ok(response))
    sink = Sink(body)
    for part in range(int(query["parts"])):
        await sink.send(f"part {part}\n".encode())
    sink.close()


def get_value(_request, query):
    with key_value.open_default() as store:
        value = store.get(query["key"])
    return None if value is None else value.decode()


def set_value(request, query):
    with key_value.open_default() as store:
        store.set(query["key"], request.body)
        return store.get_keys()


def variable(_request, query):
    return variables.get(query["name"])


def fetch(request, query):
    method = query.get("method", "GET")
    body = request.body if method == "POST" else None
    return answer_of(send(Request(method, query["url"], {}, body)))


def fetch_both(_request, query):
    async def both():
        requests = [Request("GET", query[name], {}, None) for name in ("first", "second")]
        return await asyncio.gather(*(send_async(request) for request in requests))

    loop = PollLoop()
    asyncio.set_event_loop(loop)
    return [answer_of(response) for response in loop.run_until_complete(both())]


def answer_of(response):
    return {"status": response.status, "body": response.body.decode()}


def clock(_request, _query):
    return {"seconds": time.time(), "monotonic": time.monotonic()}


def random(_request, _query):
    return str(uuid.uuid4())


def calls(_request, _query):
    return CALLS


def panic(_request, _query):
    raise RuntimeError("the handler failed on purpose")


ANSWERS = {
    "/get": get_value,
    "/set": set_value,
    "/variable": variable,
    "/fetch": fetch,
    "/fetch-both": fetch_both,
    "/clock": clock,
    "/random": random,
    "/calls": calls,
    "/panic": panic,
}


def query_of(uri):
    return {name: values[0] for name, values in parse_qs(urlsplit(uri).query).items()}
