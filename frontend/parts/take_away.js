// "Copy", "Print", "PNG" beside a table or picture. Tables are copied as a table and as text in columns, so that they
// paste into a text program and into a spreadsheet; pictures are drawn from the site's own SVG file, never from elsewhere.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  const { take, target, picture, name, done } = button.dataset;
  if (take === "print") window.print();
  if (take === "copy") await copyTable(tableOf(document.getElementById(target)));
  if (take === "csv") saveCsv(tableOf(document.getElementById(target)), button.closest(".take").dataset.source, `${name}.csv`);
  if (take === "png") await savePng(picture, `${name}.png`);
  if (done) say(button, done);
});

// The word on the button tells the eye, the status beside it the ear.
function say(button, words) {
  if (button.textContent === words) return;
  const before = button.textContent;
  button.textContent = words;
  const status = button.closest(".take").querySelector(".heard");
  status.textContent = words;
  setTimeout(() => {
    button.textContent = before;
    status.textContent = "";
  }, 3000);
}

// A table is itself; one that the page shows in several pieces becomes one; a list of facts becomes a table of what,
// which value, and by whom.
function tableOf(element) {
  if (element.tagName === "TABLE") return element;
  const [whole, ...pieces] = [...element.querySelectorAll("table")].map((one) => one.cloneNode(true));
  pieces.forEach((piece) => whole.append(...piece.tBodies));
  return whole ?? factTable(element);
}

function factTable(element) {
  const table = document.createElement("table");
  for (const term of element.querySelectorAll(":scope > div > dt")) {
    const row = table.insertRow();
    const value = term.nextElementSibling;
    const titles = [...value.querySelectorAll(".src summary")].map((one) => one.title);
    for (const text of [textOf(term), textOf(value), [...new Set(titles)].join("; ")]) row.insertCell().textContent = text;
  }
  return table;
}

// The rows that the page shows; those of a table that is on no page yet are all meant.
function rowsOf(table) {
  return [...table.rows].filter((row) => !table.isConnected || row.getClientRects().length);
}

async function copyTable(table) {
  const rows = rowsOf(table);
  const clean = plainTable(table, rows);
  const text = rows.map((row) => cellsOf(row).map(textOf).join("\t")).join("\n");
  if (navigator.clipboard && window.ClipboardItem) {
    const item = {
      "text/html": new Blob([clean.outerHTML], { type: "text/html" }),
      "text/plain": new Blob([text], { type: "text/plain" }),
    };
    await navigator.clipboard.write([new ClipboardItem(item)]);
  } else {
    copyBySelection(table);
  }
}

// What a row says: a cell that only holds a control says nothing.
function cellsOf(row) {
  return [...row.cells].filter((cell) => !cell.matches(".picks"));
}

// One line a cell, without what only a screen reader is told, without controls and the letters that open a source.
function textOf(cell) {
  const copy = cell.cloneNode(true);
  const titles = [...copy.querySelectorAll(".src summary")].map((one) => one.title);
  copy.querySelectorAll("svg, button, input, .vh, .src").forEach((one) => one.remove());
  copy.querySelectorAll("br, p").forEach((one) => one.before(" "));
  // A cell of letters alone says which sources they are.
  return copy.textContent.replace(/\s+/g, " ").trim() || [...new Set(titles)].join("; ");
}

function plainTable(table, rows) {
  const clean = document.createElement("table");
  if (table.caption) {
    clean.createCaption().textContent = textOf(table.caption);
  }
  for (const row of rows) {
    const made = clean.insertRow();
    for (const cell of cellsOf(row)) {
      const one = made.appendChild(document.createElement(cell.tagName));
      one.textContent = textOf(cell);
      if (cell.colSpan > 1) one.colSpan = cell.colSpan;
      if (cell.rowSpan > 1) one.rowSpan = cell.rowSpan;
    }
  }
  return clean;
}

// As the site's own CSV files: semicolons, a byte order mark, and no cell that a spreadsheet takes for a formula.
function saveCsv(table, source, fileName) {
  const rows = rowsOf(table).map((row) => cellsOf(row).map(textOf));
  if (source) rows.push([], [source]);
  const lines = rows.map((row) => row.map(csvField).join(";"));
  save(new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv" }), fileName);
}

function csvField(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function save(blob, fileName) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Where a page is not served securely there is no clipboard to write to; a selection can still be copied.
function copyBySelection(table) {
  const range = document.createRange();
  range.selectNode(table);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  document.execCommand("copy");
  selection.removeAllRanges();
}

const SHARPNESS = 3;

async function savePng(address, fileName) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARPNESS;
  canvas.height = image.naturalHeight * SHARPNESS;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  save(blob, fileName);
}

// The buttons show only where they can do something.
document.documentElement.classList.add("can-take");
