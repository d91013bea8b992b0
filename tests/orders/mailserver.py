"""A mail server on this computer that a test can make refuse."""

import socketserver
from email import message_from_bytes, policy
from threading import Thread


class _Conversation(socketserver.StreamRequestHandler):
    """Just enough of SMTP for one mail after another."""

    def handle(self):
        self.say(self.server.greeting)
        for line in iter(self.rfile.readline, b""):
            command = line[:4].strip().upper()
            if command == b"DATA":
                self.say("354 go on")
                self.server.mails.append(self.read_mail())
                self.say("250 taken")
            elif command == b"RCPT":
                self.say(self.server.answer_to_recipient)
            elif command == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())

    def read_mail(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return message_from_bytes(b"".join(lines), policy=policy.default)


class MailServer(socketserver.ThreadingTCPServer):
    """Takes every mail, until `greeting` or `answer_to_recipient` says otherwise."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.greeting = "220 ready"
        self.answer_to_recipient = "250 fine"
        self.mails = []
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def stop(self):
        self.shutdown()
        self.server_close()
