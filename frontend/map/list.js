import { addressOf, boxOf } from "./address.js";

const WAIT = 400;

// Once somebody has moved the map, the list beneath it is of what is in view; the link above the list takes that back.
export function followingList(map, frame) {
  if (!frame.list) return;
  let timer;

  // A window that opens may push the map a little; that is no new part to look at.
  let pushed = false;
  map.on("autopanstart", () => (pushed = true));
  map.on("moveend", () => {
    clearTimeout(timer);
    if (map.touched && !pushed) timer = setTimeout(follow, WAIT);
    pushed = false;
  });

  async function follow() {
    const selection = [...frame.selection, ...(frame.own ?? [])];
    const address = addressOf(frame.list, selection, [["bbox", boxOf(map)]]);
    try {
      const response = await fetch(address, { headers: { "X-Requested-With": "map" } });
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const next = page.getElementById("results");
      if (!next) return;
      document.getElementById("results").replaceWith(next);
      window.htmx?.process(next);
      history.replaceState(history.state, "", address);
      say(next);
    } catch {
      // The list that stands is still true of what it says it lists.
    }
  }

  function say(list) {
    const place = document.getElementById("announce") ?? document.getElementById("map-says");
    place.textContent = list.querySelector("#in-view")?.firstChild.textContent.trim() ?? frame.words.moved;
  }
}
