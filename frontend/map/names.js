import { divIcon, layerGroup, marker } from "leaflet";

const MOST_MARKS = 40;
const LINE = 17;
const GAP = 6;
const FONT = "600 13px";

// Names beside the marks that have few, wherever there is room: none lies on a mark, on another name or over the edge.
export function nameLayer(map) {
  const layer = layerGroup().addTo(map);
  const pen = document.createElement("canvas").getContext("2d");

  return function draw(marks) {
    layer.clearLayers();
    if (marks.length > MOST_MARKS) return;
    pen.font = `${FONT} ${getComputedStyle(map.getContainer()).fontFamily}`;
    const taken = marks.map((mark) => around(map.latLngToContainerPoint(mark.at), mark.size));
    for (const mark of marks.filter((one) => one.names.length)) {
      const width = Math.ceil(Math.max(...mark.names.map((name) => pen.measureText(name).width))) + 2;
      const box = places(map, mark, { width, height: mark.names.length * LINE }).find((one) => fits(map, one, taken));
      if (!box) continue;
      taken.push(box);
      write(layer, map, mark, box);
    }
  };
}

function around({ x, y }, size) {
  const half = size / 2 + 2;
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

// Where a name may stand, the best place first: right, left, above, below.
function places(map, mark, { width, height }) {
  const { x, y } = map.latLngToContainerPoint(mark.at);
  const off = mark.size / 2 + GAP;
  const at = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  return [
    at(x + off, y - height / 2),
    at(x - off - width, y - height / 2),
    at(x - width / 2, y - off - height),
    at(x - width / 2, y + off),
  ];
}

function fits(map, box, taken) {
  const { x: width, y: height } = map.getSize();
  const inside = box.left > 4 && box.top > 4 && box.right < width - 4 && box.bottom < height - 4;
  return inside && taken.every((one) => box.right < one.left || one.right < box.left || box.bottom < one.top || one.bottom < box.top);
}

function write(layer, map, mark, box) {
  const html = document.createElement("span");
  html.textContent = mark.names.join("\n");
  const icon = divIcon({
    className: box.right <= map.latLngToContainerPoint(mark.at).x ? "name-mark to-the-left" : "name-mark",
    html,
    iconSize: [box.right - box.left, box.bottom - box.top],
    iconAnchor: [0, 0],
  });
  const place = map.containerPointToLatLng([box.left, box.top]);
  const one = marker(place, { icon, interactive: false, keyboard: false }).addTo(layer);
  // The mark's own label says the same to who does not see it.
  one.getElement().setAttribute("aria-hidden", "true");
}
