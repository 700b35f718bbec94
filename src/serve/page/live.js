// Loads the page again as something is entered in its case. Without it the page is the same, and stands still.
"use strict";
const live = document.querySelector("[data-events]");
if (live && window.EventSource) {
  const events = new EventSource(live.dataset.events);
  events.addEventListener("entry", () => {
    const note = document.querySelector("#news");
    if (note) note.hidden = false;
  });
}
