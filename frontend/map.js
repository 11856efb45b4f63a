// The map that can be zoomed. Without this file a page shows the still map by county and the whole list.
import { areas } from "./map/areas.js";
import { createMap } from "./map/create.js";
import { followingList } from "./map/list.js";
import { marks } from "./map/marks.js";

const place = document.getElementById("map");
if (place) start(place);

function start(element) {
  const frame = readFrame();
  document.documentElement.classList.add("has-map");
  element.hidden = false;
  const map = createMap(element, frame);
  const drawnAreas = areas(map, frame);
  const drawnMarks = marks(map, frame);
  followingList(map, frame);

  async function refresh({ fit }) {
    const answer = await drawnMarks.refresh();
    if (!answer) return;
    drawnAreas.show(answer);
    if (fit) map.fitTo(answer.home ?? answer.all);
  }

  // Moving asks for the marks again, since what lies on each other depends on the scale.
  map.on("moveend", () => refresh({ fit: false }));
  // New filters bring a new frame; the part of the map that somebody has chosen to look at stays.
  document.addEventListener("htmx:afterSettle", () => {
    const now = readFrame();
    if (JSON.stringify(now.selection) === JSON.stringify(frame.selection)) return;
    Object.assign(frame, now);
    refresh({ fit: !map.touched });
  });
  document.querySelector(".map-looks")?.removeAttribute("hidden");
  document.querySelectorAll("[name=looks]").forEach((one) => one.addEventListener("change", () => looks(one.value)));
  looks(document.querySelector("[name=looks]:checked")?.value ?? "marks");
  refresh({ fit: !frame.bbox });

  function looks(which) {
    element.classList.toggle("show-marks", which === "marks");
    element.classList.toggle("show-counties", which === "counties");
  }
}

function readFrame() {
  return JSON.parse(document.getElementById("map-told").textContent);
}
