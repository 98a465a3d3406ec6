// Says every half minute that this page is open, and shows who else has it open. Without it the note is as of loading.
const note = document.getElementById("also-here");
const token = document.querySelector("form [name=csrfmiddlewaretoken]");

async function renew() {
  if (document.hidden) return;
  try {
    const headers = { "X-CSRFToken": token.value, Accept: "application/json" };
    const answer = await fetch(note.dataset.renew, { method: "POST", headers });
    const isNote = answer.ok && (answer.headers.get("Content-Type") || "").startsWith("text/plain");
    const words = isNote ? await answer.text() : note.textContent;
    if (words !== note.textContent) note.textContent = words;
  } catch {
    // No network for a moment: the note stays as it was.
  }
}

if (note && token) {
  setInterval(renew, 30000);
  document.addEventListener("visibilitychange", renew);
}
