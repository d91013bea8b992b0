// Plays a film in the place of its still picture. Without this the link leads to the film's page.

function player({ player, title }) {
  const frame = document.createElement("iframe");
  // What the host keeps is forgotten with the page, in the browsers that know how.
  frame.setAttribute("credentialless", "");
  frame.setAttribute("allow", "autoplay; encrypted-media; fullscreen; picture-in-picture");
  frame.className = "film__player";
  frame.title = title;
  frame.src = player;
  return frame;
}

for (const link of document.querySelectorAll(".film__open")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const frame = player(link.dataset);
    link.replaceWith(frame);
    frame.focus();
  });
}
