// What is wrong with the drawing of the staircase, in words: [] where nothing is.
() => {
  const figure = document.querySelector(".stairs");
  const words = ".step__number, .step__name, dt, dd, .step__activities a, figcaption p";
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const texts = [...figure.querySelectorAll(words)].filter(seen);
  const drawn = [...texts, ...figure.querySelectorAll(".people")];
  const faults = [];

  const name = (element) => `${element.className} ${element.tagName} ${element.textContent.trim().slice(0, 30)}`;

  // The box of the words themselves, which may be wider than the element they stand in.
  const box = (element) => {
    if (element.matches("svg")) return element.getBoundingClientRect();
    const words = document.createRange();
    words.selectNodeContents(element);
    return words.getBoundingClientRect();
  };

  const within = (inner, outer) =>
    inner.left >= outer.left - 1 &&
    inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 &&
    inner.bottom <= outer.bottom + 1;

  const overlap = (a, b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;

  // On a narrow screen a step has its name only.
  const isMap = !figure.querySelector(".step__activities") || !seen(figure.querySelector(".step__activities"));
  const needed = isMap ? ".step__tread :is(span, a), .step__windows span" : ".step :is(dt, dd, a, .step__tread span)";
  for (const text of figure.querySelectorAll(needed))
    if (!seen(text)) faults.push(`not shown: ${name(text)}`);
  for (const text of texts) {
    const frame = text.closest(".step__tread, .band, .step__activities li, figcaption");
    if (!within(box(text), frame.getBoundingClientRect())) faults.push(`cut: ${name(text)}`);
  }
  drawn.forEach((one, index) => {
    for (const other of drawn.slice(index + 1))
      if (overlap(box(one), box(other))) faults.push(`${name(one)} lies over ${name(other)}`);
  });
  for (const part of figure.querySelectorAll(".step a, .band, .people"))
    if (seen(part) && !within(part.getBoundingClientRect(), part.closest(".step").getBoundingClientRect()))
      faults.push(`outside its step: ${name(part)}`);
  for (const step of figure.querySelectorAll(".step"))
    if (!within(step.getBoundingClientRect(), step.parentElement.getBoundingClientRect()))
      faults.push(`outside the drawing: ${name(step)}`);
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
  return faults;
};
