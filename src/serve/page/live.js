"use strict";
// Tells the zone of this browser, for the times of the next page.
const minutes = -new Date().getTimezoneOffset(), two = (number) => String(Math.floor(number)).padStart(2, "0");
document.cookie = (location.protocol === "https:" ? "__Host-" : "") + "zone=" + (minutes < 0 ? "-" : "+") + two(Math.abs(minutes) / 60) + ":" + two(Math.abs(minutes) % 60) +
  "; path=/; max-age=31536000; SameSite=Lax" + (location.protocol === "https:" ? "; Secure" : "");
// Words that are selected in a document go to the field that finds them, with their place. Without it they are copied.
const read = document.querySelector("#document"), words = document.querySelector("#words");
if (read && words)
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (selection.rangeCount === 0 || selection.isCollapsed || !read.contains(selection.anchorNode) ||
        !read.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0), before = document.createRange();
    before.setStart(read, 0);
    before.setEnd(range.startContainer, range.startOffset);
    words.value = range.toString();
    document.querySelector("#at").value = new TextEncoder().encode(before.toString()).length;
  });
// Tells that something was entered in the case of the page. Without it the page is the same, and stands still.
const live = document.querySelector("[data-events]");
if (live && window.EventSource) {
  const events = new EventSource(live.dataset.events);
  events.addEventListener("entry", () => {
    const note = document.querySelector("#news");
    if (note) note.hidden = false;
  });
}
