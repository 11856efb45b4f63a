// The outlines of the countries round Sweden, coarser farther away, as GeoJSON: what a map without tiles lies in.
// Natural Earth (public domain) by way of the package world-atlas; Sweden itself comes from the server.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const find = createRequire(import.meta.url).resolve;
const NEAR = new Set(["208", "246", "578", "233", "428", "440", "616", "276", "643", "112", "248"]);
const SWEDEN = "752";

export async function countries() {
  const near = (await read("countries-50m")).filter((one) => NEAR.has(one.id));
  const far = (await read("countries-110m")).filter((one) => !NEAR.has(one.id) && one.id !== SWEDEN);
  return JSON.stringify({ type: "FeatureCollection", features: [...far.map(plain(1)), ...near.map(plain(2))] });
}

async function read(name) {
  const world = JSON.parse(await readFile(find(`world-atlas/${name}.json`), "utf8"));
  return feature(world, world.objects.countries).features;
}

function plain(decimals) {
  const point = ([x, y]) => [Number(x.toFixed(decimals)), Number(y.toFixed(decimals))];
  const round = (value) => (typeof value[0][0] === "number" ? unbroken(value).map(point) : value.map(round));
  return ({ geometry }) => ({
    type: "Feature",
    properties: {},
    geometry: { type: geometry.type, coordinates: round(geometry.coordinates) },
  });
}

// A ring that crosses the line where dates change goes on beyond 180 degrees, and not straight across the whole map.
function unbroken(ring) {
  const crosses = ring.some(([x], n) => n > 0 && Math.abs(x - ring[n - 1][0]) > 180);
  return crosses ? ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : ring;
}
