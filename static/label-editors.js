/* Gives each rich-text editor the name of its field, which the editor's own element lacks, for screen readers. */
"use strict";

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const name = label ? label.textContent.trim().replace(/:$/, "") : textarea.name;
  editor.view.dom.setAttribute("aria-label", name);
  editor.view.dom.setAttribute("aria-multiline", "true");
});
