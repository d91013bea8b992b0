"""A mail server on this computer that a test can make refuse or keep silent."""

import socketserver
from email import message_from_bytes, policy
from threading import Thread


class _Conversation(socketserver.StreamRequestHandler):
    """Just enough of SMTP for one mail after another."""

    def handle(self):
        if not self.server.greeting:
            # Takes the call and says nothing, until the other side hangs up.
            self.rfile.read()
            return
        self.say(self.server.greeting)
        for line in iter(self.rfile.readline, b""):
            command = line[:4].strip().upper()
            if command == b"DATA":
                self.say("354 go on")
                mail = self.read_mail()
                if mail is None:
                    return
                self.server.mails.append(mail)
                self.server.before_answer(mail)
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
        """The mail, or None where the sender was gone before its end."""
        lines = []
        for line in iter(self.rfile.readline, b""):
            if line == b".\r\n":
                return message_from_bytes(b"".join(lines), policy=policy.default)
            lines.append(line)
        return None


class MailServer(socketserver.ThreadingTCPServer):
    """Takes every mail, until `greeting` or `answer_to_recipient` says otherwise. Without a
    greeting it is silent."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0, greeting: str = "220 ready"):
        super().__init__(("127.0.0.1", port), _Conversation)
        self.greeting = greeting
        self.answer_to_recipient = "250 fine"
        self.mails = []
        self.before_answer = lambda mail: None
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def handle_error(self, request, client_address):
        """A sender that was killed in the middle is no error of ours."""

    def stop(self):
        self.shutdown()
        self.server_close()
