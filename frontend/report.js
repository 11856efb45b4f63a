// A report that was read: the field at hand shows its place in the text, and Ctrl + Enter saves and goes on. Without
// script the numbers and the links between field and text do the same.
const form = document.querySelector(".read-values");
const text = document.querySelector(".report-lines");
if (form && text) {
  const show = (column) => {
    const marks = [...text.querySelectorAll("mark")];
    marks.forEach((mark) => mark.classList.toggle("now", mark.dataset.column === column));
    const first = marks.find((mark) => mark.dataset.column === column);
    if (!first || text.scrollHeight <= text.clientHeight) return;
    const from = first.getBoundingClientRect().top - text.getBoundingClientRect().top;
    if (from < 0 || from > text.clientHeight - 40) text.scrollTop += from - text.clientHeight / 3;
  };
  form.addEventListener("focusin", (event) => {
    const field = event.target.closest(".field[data-column]");
    show(field ? field.dataset.column : "");
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[value=next]"));
  });
  // The field that had the focus before this script came.
  const at = document.activeElement?.closest?.(".field[data-column]");
  if (at) show(at.dataset.column);
}
