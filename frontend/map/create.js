import { control, DomUtil, GridLayer, latLngBounds, map as leafletMap, svg, TileLayer } from "leaflet";

const SWEDEN = [[55.2, 10.6], [69.1, 24.3]];
const DEEPEST = 11;
const DEEPEST_WITH_TILES = 16;

// A Leaflet map with the site's words; `touched` tells whether somebody has moved it.
export function createMap(element, frame) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = leafletMap(element, {
    minZoom: 3,
    maxZoom: frame.tiles ? DEEPEST_WITH_TILES : DEEPEST,
    zoomSnap: 0.5,
    wheelPxPerZoomLevel: 120,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !calm,
    fadeAnimation: false,
    markerZoomAnimation: !calm,
    maxBounds: [[-70, -200], [85, 200]],
    renderer: svg({ padding: 0.3 }),
  });
  control.zoom({ zoomInTitle: frame.words.zoom_in, zoomOutTitle: frame.words.zoom_out }).addTo(map);
  if (frame.tiles) {
    element.classList.add("with-tiles");
    new Tiles(frame.tiles, { maxZoom: DEEPEST_WITH_TILES, referrerPolicy: "no-referrer" }).addTo(map);
  }
  map.touched = false;
  map.fitTo = (bounds) => fit(map, bounds);
  map.bounds = {};
  element.after(goTo(map, frame.words));
  if (frame.bbox) {
    const [west, south, east, north] = frame.bbox;
    map.touched = true;
    map.fitBounds([[south, west], [north, east]], { animate: false });
  } else {
    map.fitBounds(SWEDEN, { animate: false });
  }
  watchTouch(map);
  return map;
}

function fit(map, bounds) {
  map.fitBounds(latLngBounds(bounds ?? SWEDEN).pad(0.06), { padding: [24, 24], maxZoom: 8, animate: false });
}

// Only what a person does counts as moving: dragging, wheel, keys, the buttons.
function watchTouch(map) {
  const element = map.getContainer();
  for (const kind of ["pointerdown", "wheel", "keydown"]) {
    element.addEventListener(kind, () => (map.touched = true), { capture: true, passive: true });
  }
}

// Leaflet puts a picture of its own, in a data address, where it drops a tile; the content policy lets none in.
class Tiles extends TileLayer {
  _removeTile(key) {
    this._tiles[key]?.el.removeAttribute("src");
    return GridLayer.prototype._removeTile.call(this, key);
  }

  _abortLoading() {}
}

// Two buttons: the marks in Sweden, and all of them. They stand below the map: inside it they would cover marks.
function goTo(map, words) {
  const box = DomUtil.create("div", "go-to");
  for (const [which, text] of [["home", words.home], ["all", words.all_marks]]) {
    const button = DomUtil.create("button", "btn", box);
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", () => {
      map.touched = true;
      fit(map, map.bounds[which]);
    });
  }
  return box;
}
