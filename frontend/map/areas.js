import { divIcon, geoJSON, marker } from "leaflet";

const MUNICIPALITIES_FROM = 7.5;
const SVG = "http://www.w3.org/2000/svg";

// Countries beneath, counties shaded by number with lines over the interpreted, municipalities when near enough.
export function areas(map, frame) {
  const counties = new Map();
  const figures = new Map();
  let borders;
  let latest = { counties: {}, chosen: [] };

  const ready = Promise.all([
    fetchJson(frame.countries).then((shapes) => geoJSON(shapes, { interactive: false, style: { className: "land" } }).addTo(map)),
    fetchJson(frame.counties).then((shapes) => geoJSON(shapes, { style, onEachFeature: remember }).addTo(map)),
  ]).then(([land]) => land.bringToBack()).then(() => apply());
  map.on("zoomend", municipalities);
  municipalities();

  function style() {
    return { className: "county m0", weight: 0.8 };
  }

  function remember({ properties }, layer) {
    counties.set(properties.code, layer);
    layer.bindTooltip("", { sticky: true });
    if (frame.filter) layer.on("click", () => choose(properties.code));
    const [longitude, latitude] = properties.point;
    const icon = divIcon({ className: "figure-mark", html: "", iconSize: [44, 18] });
    figures.set(properties.code, marker([latitude, longitude], { icon, interactive: false, keyboard: false }).addTo(map));
  }

  function apply() {
    for (const [code, layer] of counties) {
      const county = latest.counties[code] ?? { shade: 0, figure: "0", interpreted: false, label: "" };
      const element = layer.getElement();
      element.dataset.county = code;
      // A browser stops at shapes that listen for focus, as tooltips do; the filters are the keyboard's way to counties.
      element.setAttribute("tabindex", "-1");
      const chosen = latest.chosen.includes(code) ? " is-chosen" : "";
      element.setAttribute("class", `county m${county.shade}${chosen}${frame.filter ? " leaflet-interactive" : ""}`);
      layer.setTooltipContent(county.label || layer.feature.properties.code);
      figures.get(code).getElement().textContent = county.figure;
      if (chosen) layer.bringToFront();
      lines(layer, county.interpreted);
    }
  }

  // Lines lie over the shade as a second path, so that they are seen without colour.
  function lines(layer, wanted) {
    layer.lines?.remove();
    if (!wanted) return;
    pattern(layer.getElement().ownerSVGElement);
    const style = { className: "lines", fillColor: "url(#lines)", fillOpacity: 1, stroke: false };
    layer.lines = geoJSON(layer.feature, { interactive: false, style }).addTo(map);
  }

  function pattern(drawing) {
    if (drawing.querySelector("#lines")) return;
    const definitions = drawing.insertBefore(document.createElementNS(SVG, "defs"), drawing.firstChild);
    const one = definitions.appendChild(document.createElementNS(SVG, "pattern"));
    const looks = { id: "lines", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
    Object.entries(looks).forEach(([name, value]) => one.setAttribute(name, value));
    const line = one.appendChild(document.createElementNS(SVG, "path"));
    line.setAttribute("class", "hl");
    line.setAttribute("d", "M0 0v7");
  }

  async function municipalities() {
    if (borders || map.getZoom() < MUNICIPALITIES_FROM) return;
    borders = fetchJson(frame.municipalities);
    const shapes = await borders;
    const layer = geoJSON(shapes, { interactive: false, style: { className: "municipality" } }).addTo(map);
    const show = () => (map.getZoom() < MUNICIPALITIES_FROM ? layer.remove() : layer.addTo(map));
    map.on("zoomend", show);
  }

  // A click on a county is the same as its box among the filters.
  function choose(code) {
    const box = document.getElementById(`f-county-${code}`);
    if (box) {
      box.click();
    } else {
      const address = new URL(location.href);
      address.searchParams.append("county", code);
      location.assign(address);
    }
  }

  return {
    show(answer) {
      latest = answer;
      map.bounds = { home: answer.home, all: answer.all };
      ready.then(apply);
    },
  };
}

async function fetchJson(address) {
  const response = await fetch(address, { credentials: "omit" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
