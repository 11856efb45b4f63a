// Letter keys on the page of duplicates: each presses the button or follows the link that names it in data-key.
// They do nothing while somebody types, nothing together with Ctrl, Alt or Meta, and can be turned off.
const STORE = "klusterkarta-keys";
const root = document.documentElement;

function isOff() {
  return localStorage.getItem(STORE) === "off";
}

function show() {
  root.classList.toggle("keys-off", isOff());
  root.classList.toggle("keys-on", !isOff());
  const button = document.querySelector("[data-keys-switch]");
  if (button) button.textContent = isOff() ? button.dataset.on : button.dataset.off;
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys-switch]")) return;
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

// The next pair is fetched while this one is looked at, and shown as soon as this one is decided. What the server says
// of the decision (undo it, what was wrong with it) is put in when it comes.
let ahead = null;
let turn = 0;

function fetchAhead() {
  const next = document.querySelector(".onward [data-key='j']");
  ahead = next && { href: next.href, page: null };
  const asked = ahead;
  if (!asked) return;
  const found = fetch(asked.href, { headers: { "X-Ahead": "1" } }).then((answer) => (answer.ok ? answer.text() : null));
  found.then((text) => (asked.page = text && parsed(text))).catch(() => {});
}

function parsed(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

function showPage(page) {
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  document.title = page.title;
  document.querySelector(".faults")?.focus();
  scrollTo(0, 0);
  show();
}

function pairOf(page) {
  return [...page.querySelectorAll("form[data-ahead] input[name=left], form[data-ahead] input[name=right]")]
    .map((one) => one.value)
    .join();
}

// The undo notice, the place in the queue and the way on come from the server's own answer; what is being typed stays.
function takeOver(page) {
  document.querySelector(".notice")?.remove();
  const notice = page.querySelector(".notice.undo");
  if (notice) document.querySelector(".cmp").closest(".work").before(document.adoptNode(notice));
  for (const part of ["#position", ".onward"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  show();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-ahead]") || !ahead?.page) return;
  const verdict = event.submitter?.value;
  if (verdict === "different" && !form.elements.why.value.trim()) return;
  event.preventDefault();
  const answer = fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) });
  const [href, page, mine] = [ahead.href, ahead.page, ++turn];
  history.pushState(null, "", href);
  showPage(page);
  fetchAhead();
  answer
    .then(async (said) => {
      const fresh = parsed(await said.text());
      // Whoever has decided the next one already has left this answer behind, unless something was wrong.
      if (said.ok && mine !== turn) return;
      if (said.ok && pairOf(fresh) === pairOf(document)) return takeOver(fresh);
      history.replaceState(null, "", said.url);
      showPage(fresh);
      fetchAhead();
    })
    .catch(() => location.reload());
});
addEventListener("popstate", () => location.reload());

show();
fetchAhead();
