"""A client of the JSON API that knows the base address, a key and the OpenAPI document, and nothing else.

Every answer is noted in the file ANSWERS_KEPT_IN of the environment, if there is one: a line of JSON each.
"""

import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Client:
    def __init__(self, base, key="", browser=None, csrf=""):
        """With a key, or as a browser (an opener with its cookies) and the token of its pages."""
        self.base, self.key = base, key
        self.opener, self.csrf = browser or urllib.request.build_opener(), csrf
        self.operations = {}
        document = self._ask("GET", "/api/v1/openapi.json").json
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                if isinstance(operation, dict) and "operationId" in operation:
                    self.operations[operation["operationId"]] = (method.upper(), path, operation)

    def call(self, name, /, files=(), fields=None, body=None, headers=None, **parameters):
        """`files`: (field, file name, bytes) each; `fields` of the same form; `body`: JSON."""
        method, path, operation = self.operations[name]
        query = {}
        for key, value in parameters.items():
            if "{" + key + "}" in path:
                path = path.replace("{" + key + "}", urllib.parse.quote(str(value), safe=""))
            else:
                query[key] = value
        if query:
            path += "?" + urllib.parse.urlencode(query)
        kinds = operation.get("requestBody", {}).get("content", {})
        headers = dict(headers or {})
        data = None
        if "multipart/form-data" in kinds:
            data, headers["Content-Type"] = multipart(files, fields or {})
        elif body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        answer = self._ask(method, path, data, headers)
        keep(name, answer)
        return answer

    def _ask(self, method, path, data=None, headers=None):
        request = urllib.request.Request(self.base + path, data=data, method=method, headers=headers or {})
        if self.key:
            request.add_header("Authorization", "Bearer " + self.key)
        if self.csrf:
            request.add_header("X-CSRF-Token", self.csrf)
        try:
            with self.opener.open(request, timeout=120) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, refused.headers, refused.read())


def keep(operation, answer):
    if "ANSWERS_KEPT_IN" not in os.environ:
        return
    media_type = answer.headers["Content-Type"] if answer.body else None
    kept = {"operation": operation, "status": answer.status, "media_type": media_type,
            "location": answer.headers["Location"], "size": len(answer.body)}
    if media_type and "json" in media_type:
        kept["body"] = answer.body.decode()
    with open(os.environ["ANSWERS_KEPT_IN"], "a", encoding="utf-8") as file:
        file.write(json.dumps(kept) + "\n")


def multipart(files, fields):
    boundary = uuid.uuid4().hex
    parts = []
    for name, value in fields.items():
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for field, name, data in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        parts.append((head + "Content-Type: application/octet-stream\r\n\r\n").encode() + data + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), "multipart/form-data; boundary=" + boundary
