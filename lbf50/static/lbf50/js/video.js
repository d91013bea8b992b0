// Replace the still picture with the player on click. Without JavaScript the link opens the video's
// page on its host.

function createPlayer({ player, title }) {
  const frame = document.createElement("iframe");
  // In browsers that support it, the frame's cookies and storage are discarded with the page.
  frame.setAttribute("credentialless", "");
  frame.setAttribute("allow", "autoplay; encrypted-media; fullscreen; picture-in-picture");
  frame.className = "video__player";
  frame.title = title;
  frame.src = player;
  return frame;
}

for (const link of document.querySelectorAll(".video__open")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const frame = createPlayer(link.dataset);
    link.replaceWith(frame);
    frame.focus();
  });
}
