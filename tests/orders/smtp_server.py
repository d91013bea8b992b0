"""A local SMTP server that a test can make refuse mail or not answer."""

import socketserver
from email import message_from_bytes, policy
from threading import Thread


class _SmtpHandler(socketserver.StreamRequestHandler):
    """Handle the part of SMTP that Django uses."""

    def handle(self):
        if not self.server.greeting:
            # Accept the connection and send nothing until the client closes it.
            self.rfile.read()
            return
        self.reply(self.server.greeting)
        for line in iter(self.rfile.readline, b""):
            command = line[:4].strip().upper()
            if command == b"DATA":
                self.reply("354 go on")
                mail = self.read_mail()
                if mail is None:
                    return
                self.server.mails.append(mail)
                self.server.before_answer(mail)
                self.reply("250 taken")
            elif command == b"RCPT":
                self.reply(self.server.answer_to_recipient)
            elif command == b"QUIT":
                self.reply("221 bye")
                return
            else:
                self.reply("250 fine")

    def reply(self, message):
        self.wfile.write(f"{message}\r\n".encode())

    def read_mail(self):
        """Return the mail, or None if the client disconnects before its end."""
        lines = []
        for line in iter(self.rfile.readline, b""):
            if line == b".\r\n":
                return message_from_bytes(b"".join(lines), policy=policy.default)
            lines.append(line)
        return None


class MailServer(socketserver.ThreadingTCPServer):
    """Accept and keep every mail.

    A test can refuse mail with `greeting` or `answer_to_recipient`. With an empty greeting the
    server sends nothing.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0, greeting: str = "220 ready"):
        super().__init__(("127.0.0.1", port), _SmtpHandler)
        self.greeting = greeting
        self.answer_to_recipient = "250 fine"
        self.mails = []
        self.before_answer = lambda mail: None
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def handle_error(self, request, client_address):
        """Ignore clients that are killed during a connection."""

    def stop(self):
        self.shutdown()
        self.server_close()
