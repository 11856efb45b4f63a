// An address with the selection, the part of the map that is seen and what else is asked.
export function addressOf(base, selection, more = []) {
  const address = new URL(base, location.href);
  for (const [name, value] of [...selection, ...more]) address.searchParams.append(name, value);
  return address;
}

export function boxOf(map) {
  const seen = map.getBounds();
  const sides = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()];
  const limits = [-540, -90, 540, 90];
  return sides.map((side, n) => (n < 2 ? Math.max(side, limits[n]) : Math.min(side, limits[n])).toFixed(3)).join(",");
}
