/* The review: shows where in the source a box was read from, and keeps what is typed without being asked. */
"use strict";

const form = document.getElementById("review");
const source = document.querySelector(".source");
const kept = document.getElementById("kept");
let shown = null;

function show(target) {
  const field = target.closest(".field");
  const box = field && field.querySelector("[data-at]");
  const place = box && document.getElementById(`at-${box.dataset.at}`);
  if (!place || place === shown) return;
  if (shown) shown.classList.remove("shown");
  place.classList.add("shown");
  shown = place;
  // Only the source moves, never the page under the reader's hand.
  source.scrollTop += place.getBoundingClientRect().top - source.getBoundingClientRect().top - source.clientHeight / 3;
}

form.addEventListener("focusin", (event) => show(event.target));
form.addEventListener("mouseover", (event) => show(event.target));

let waiting = null;

async function keep() {
  const sent = new FormData(form);
  sent.set("do", "keep");
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (answer.ok) form.elements.version.value = said.version;
    const toMend = answer.ok && said.faults.length ? `; to be mended: ${said.faults.join("; ")}` : "";
    kept.textContent = answer.ok ? `Kept at ${said.kept_at}${toMend}` : `Not kept: ${said.error}`;
  } catch {
    kept.textContent = "Not kept: no answer from the server. Try “Keep for later”.";
  }
}

// One at a time: a second would carry an old version.
let last = Promise.resolve();
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { last = last.then(keep); }, 1500);
});
// A button pressed while the page keeps itself waits for the answer, which brings the new version.
form.addEventListener("submit", (event) => {
  clearTimeout(waiting);
  event.preventDefault();
  const { submitter } = event;
  last.then(() => {
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = submitter ? submitter.name : "do";
    pressed.value = submitter ? submitter.value : "keep";
    form.append(pressed);
    form.submit();
  });
}, { once: true });

// After a button the page begins anew: go on where it was pressed, or at what must be mended. Editors come first.
addEventListener("load", () => {
  const fault = document.querySelector(".errornote");
  const next = location.hash && document.getElementById(location.hash.slice(1));
  const field = fault || (next && next.querySelector("input:not([type=hidden]), select, textarea"));
  if (field) field.focus();
});
