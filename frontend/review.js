// Letter keys on the page of duplicates: each presses the button or follows the link that names it in data-key.
// They do nothing while somebody types, nothing together with Ctrl, Alt or Meta, and can be turned off.
const STORE = "klusterkarta-keys";
const button = document.querySelector("[data-keys-switch]");
const root = document.documentElement;

function isOff() {
  return localStorage.getItem(STORE) === "off";
}

function show() {
  root.classList.toggle("keys-off", isOff());
  root.classList.toggle("keys-on", !isOff());
  if (button) button.textContent = isOff() ? button.dataset.on : button.dataset.off;
}

button?.addEventListener("click", () => {
  localStorage.setItem(STORE, isOff() ? "on" : "off");
  show();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || isOff() || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const key = event.key.toLowerCase();
  const meant = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.toLowerCase() === key);
  if (!meant) return;
  event.preventDefault();
  meant.click();
});

show();
