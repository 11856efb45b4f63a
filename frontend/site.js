// What the pages do beyond plain HTML. Every page works without this file.
import "./parts/take_away.js";

// Which drawers a visitor has opened is kept when htmx puts new HTML in their place.
const opened = new Set();
document.addEventListener("htmx:beforeSwap", () => {
  opened.clear();
  document.querySelectorAll("details[id][open]").forEach((one) => opened.add(one.id));
});
document.addEventListener("htmx:afterSettle", () => {
  opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  announce();
});

// A browser whose style sheet cannot keep a drawer open on a wide screen gets it opened here.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
  document.querySelectorAll("details.drawer").forEach((one) => one.setAttribute("open", ""));
}

// A new count is read aloud from a place that was on the page before it changed.
function announce() {
  const place = document.getElementById("announce");
  const words = document.querySelector("[data-announce]")?.textContent.trim();
  if (place && words) place.textContent = words;
}

// "Copy the address": the address is the field's own value, made absolute.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(new URL(field.value, location.href).href);
  button.textContent = button.dataset.done;
});
// "Copy the code": the text as it stands.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-text]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copyText).value);
  button.textContent = button.dataset.done;
});
// The buttons show only where they can do something.
if (navigator.clipboard) document.documentElement.classList.add("can-copy");

// After a refused form, start at what is wrong.
document.querySelector(".faults")?.focus();
