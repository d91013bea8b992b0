// After an action the keyboard goes on from the message about it, where nothing else asks for it.
const message = document.querySelector(".messages li");

if (message && !document.querySelector("[autofocus]")) {
  message.tabIndex = -1;
  message.focus();
}
