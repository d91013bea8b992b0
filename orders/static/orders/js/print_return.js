// A PDF opens in a tab of its own. Whoever comes back sees what was printed, and what was not.
for (const form of document.querySelectorAll("form[target=_blank]")) {
  form.addEventListener("submit", () => {
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) location.reload();
    });
  });
}
