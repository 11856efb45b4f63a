import { divIcon, layerGroup, marker } from "leaflet";
import { addressOf, boxOf } from "./address.js";
import { nameLayer } from "./names.js";

const SMALLEST = 26;
const LARGEST = 56;
const DEEP_ENOUGH = 0.5;

// The marks in view, asked for again whenever the map has moved.
export function marks(map, frame) {
  const layer = layerGroup().addTo(map);
  const drawNames = nameLayer(map);
  const says = document.getElementById("map-says");
  let asked = 0;

  // Leaflet listens for Escape only while the map itself has the focus, not what stands in a window.
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape") map.closePopup();
  });

  async function refresh() {
    const number = ++asked;
    const more = [["bbox", boxOf(map)], ["zoom", Math.round(map.getZoom())]];
    try {
      const response = await fetch(addressOf(frame.marks, frame.selection, more));
      if (!response.ok) throw new Error(response.status);
      const answer = await response.json();
      if (number !== asked) return null;
      says.textContent = "";
      draw(answer.marks);
      return answer;
    } catch {
      says.textContent = frame.words.no_answer;
      return null;
    }
  }

  // A mark that stays keeps its element, so that neither the keyboard's place nor an open window is lost.
  const drawn = new Map();
  function draw(found) {
    const wanted = new Set(found.map(keyOf));
    let left = null;
    for (const [key, one] of drawn) {
      if (!wanted.has(key)) {
        if (one.getElement() === document.activeElement) left = one.getLatLng();
        layer.removeLayer(one);
        drawn.delete(key);
      }
    }
    for (const mark of found) {
      if (!drawn.has(keyOf(mark))) drawn.set(keyOf(mark), made(mark).addTo(layer));
    }
    // Where the mark with the keyboard's place came apart, the place goes to the nearest of its parts.
    if (left && found.length) {
      const [nearest] = [...found].sort((a, b) => left.distanceTo(a.at) - left.distanceTo(b.at));
      drawn.get(keyOf(nearest)).getElement().focus({ preventScroll: true });
    }
    drawNames(found.map((mark) => ({ ...mark, size: sizeOf(mark.n) })));
  }

  function made(mark) {
    const size = sizeOf(mark.n);
    const html = document.createElement("span");
    html.className = `spot ${mark.looks}`;
    html.textContent = mark.figure;
    const one = marker(mark.at, {
      icon: divIcon({ className: "mark", html, iconSize: [size, size] }),
      alt: mark.label,
      riseOnHover: true,
      zIndexOffset: -mark.n,
    });
    one.bindTooltip(mark.label, { direction: "top", offset: [0, -size / 2] });
    one.on("add", () => {
      const element = one.getElement();
      element.setAttribute("aria-label", mark.label);
      element.addEventListener("focus", () => one.openTooltip());
      element.addEventListener("blur", () => one.closeTooltip());
    });
    one.on("click", () => open(one, mark));
    one.on("keypress", ({ originalEvent }) => {
      if (originalEvent.key === "Enter" || originalEvent.key === " ") {
        originalEvent.preventDefault();
        open(one, mark);
      }
    });
    return one;
  }

  // Marks drawn as one part when one comes nearer; those at one place open a window with who is there.
  function open(one, mark) {
    const deeper = map.getBoundsZoom(mark.bounds) > map.getZoom() + DEEP_ENOUGH;
    if (mark.places.length > 1 && deeper && map.getZoom() < map.getMaxZoom()) {
      map.fitBounds(mark.bounds, { padding: [60, 60] });
      return;
    }
    show(one, mark);
  }

  async function show(one, mark) {
    one.closeTooltip();
    const box = document.createElement("div");
    box.textContent = frame.words.loading;
    one.unbindPopup();
    one.bindPopup(box, { minWidth: 220, maxWidth: 300, autoPanPaddingTopLeft: [60, 12], autoPanPaddingBottomRight: [12, 12] }).openPopup();
    const close = one.getPopup().getElement()?.querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", frame.words.close);
    one.once("popupclose", () => one.getElement()?.focus({ preventScroll: true }));
    const more = mark.places.map((place) => ["at", place]);
    try {
      const response = await fetch(addressOf(frame.at, frame.selection, more));
      if (!response.ok) throw new Error(response.status);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      box.replaceChildren(...page.body.childNodes);
    } catch {
      box.textContent = frame.words.no_answer;
    }
    one.getPopup()?.update();
    box.querySelector("a")?.focus({ preventScroll: true });
  }

  return { refresh };
}

function keyOf(mark) {
  return [mark.at, mark.n, mark.looks, mark.label].join("|");
}

// The area of a mark grows with the number, within limits that leave room for the figure.
function sizeOf(number) {
  return Math.min(LARGEST, Math.round(SMALLEST + 3 * Math.sqrt(number - 1)));
}
