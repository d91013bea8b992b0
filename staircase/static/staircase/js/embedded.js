// WordPress frames a page of a site it does not know so that it can do nothing but run scripts. It
// waits for the page to say how high it is and where the reader wants to go, with the secret that
// stands in the frame's address.
const secret = new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret");

function say(message, value) {
  parent.postMessage({ message, value, secret }, "*");
}

if (secret) {
  new ResizeObserver(() => say("height", document.body.scrollHeight)).observe(document.body);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    say("link", link.href);
  });
}
