"""A mail server of the test's own: it takes what it is sent, or refuses as it was told to, and keeps count."""

import socketserver
import threading
import time
from email import message_from_bytes
from email.message import Message
from email.policy import default


class MailServer:
    """Listens at a port of this machine; `refusals` says with what to answer when mail for an address comes."""

    def __init__(self) -> None:
        self.refusals: dict[str, bytes] = {}
        self.refused_senders = b""
        self.pause = 0.0
        self.taken: list[tuple[str, Message]] = []
        self.tried: list[str] = []
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                outer.serve(self.rfile, self.wfile)

        socketserver.ThreadingTCPServer.daemon_threads = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self, hears, says) -> None:
        recipients: list[str] = []

        def say(words: bytes) -> None:
            says.write(words + b"\r\n")

        say(b"220 here")
        while line := hears.readline():
            verb, value = line[:4].upper(), line.decode().strip()
            if verb == b"DATA":
                say(b"354 go on")
                said = b"".join(iter(hears.readline, b".\r\n"))
                time.sleep(self.pause)
                self.taken += [(recipient, message_from_bytes(said, policy=default)) for recipient in recipients]
                recipients.clear()
                say(b"250 taken")
            elif verb == b"RCPT":
                address = value.partition("<")[2].partition(">")[0]
                self.tried.append(address)
                answer = self.refusals.get(address, b"250 yes")
                recipients += [address] if answer.startswith(b"250") else []
                if answer == b"gone":
                    return
                say(answer)
            elif verb == b"MAIL":
                recipients.clear()
                say(self.refused_senders or b"250 yes")
            elif verb == b"QUIT":
                say(b"221 bye")
                return
            else:
                say(b"250 yes")
