/* Keeps a paste also as its programme gave it, so that lists and tables survive; changed by hand, the text alone counts. */
"use strict";

const text = document.getElementById("id_source");
const rich = document.getElementById("id_pasted_html");
const said = document.getElementById("pasted-as");

text.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  // Only a paste over the whole box is the whole source.
  const fillsTheBox = text.selectionStart === 0 && text.selectionEnd === text.value.length;
  rich.value = html && fillsTheBox ? html : "";
  said.textContent = rich.value ? "Pasted with its lists and tables." : "";
  text.dataset.pasted = "yes";
});

text.addEventListener("input", () => {
  if (text.dataset.pasted) {
    delete text.dataset.pasted;
  } else if (rich.value) {
    rich.value = "";
    said.textContent = "Changed by hand: read as plain text.";
  }
});
