// What is typed in a text box stays in this tab until its own form is sent: another button of the
// page would lose it.
const keyOf = (box) => `${location.pathname}#${box.id}`;

for (const box of document.querySelectorAll(".orders-columns textarea")) {
  box.value ||= sessionStorage.getItem(keyOf(box)) ?? "";
  if (box.value) box.closest("details")?.setAttribute("open", "");
  box.addEventListener("input", () => sessionStorage.setItem(keyOf(box), box.value));
  box.form.addEventListener("submit", () => sessionStorage.removeItem(keyOf(box)));
}
