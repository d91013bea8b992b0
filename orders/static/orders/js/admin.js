// Adds to the list of orders: one box that ticks the whole page, and a count of what is ticked.
const form = document.querySelector(".orders-selection");

if (form) {
  const ticks = [...form.querySelectorAll("input[name=order]")];
  const told = form.querySelector(".orders-actions__count");
  const corner = form.querySelector("[data-tick-all]");

  const page = document.createElement("input");
  page.type = "checkbox";
  const words = document.createElement("span");
  words.className = "w-sr-only";
  words.textContent = corner.dataset.tickAll;
  const label = document.createElement("label");
  label.append(words, page);
  corner.append(label);

  const show = () => {
    const count = ticks.filter((tick) => tick.checked).length;
    page.checked = count === ticks.length;
    page.indeterminate = count > 0 && count < ticks.length;
    const all = form.elements.all_matching?.checked;
    told.textContent = all ? told.dataset.all : `${count} ${told.dataset.ticked}`;
  };
  page.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = page.checked;
  });
  form.addEventListener("change", show);
  // Enter in a tick box would send the form, and the ticks would be lost.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.type === "checkbox") event.preventDefault();
  });
  // Going back in the browser brings the ticks back.
  window.addEventListener("pageshow", show);
  show();
}
