/* Attendance: counts those present while they are ticked, and offers substitution only for who is not there. */
"use strict";

const form = document.getElementById("attendance");
const tally = document.getElementById("tally");
const chosen = (row) => row.querySelector("[name$='-attendance']:checked, select[name$='-attendance']");

function count() {
  let present = 0;
  let remote = 0;
  for (const row of form.querySelectorAll("fieldset[data-counts]")) {
    const box = chosen(row);
    const name = row.querySelector("[name$='-name']");
    if (!box || (name && !name.value.trim())) continue;
    present += box.value === "present";
    remote += box.value === "remote";
  }
  const { members, quorum, remote: remoteCounts } = tally.dataset;
  const counted = present + (remoteCounts === "yes" ? remote : 0);
  let words = `${counted} present of ${members}`;
  if (remote && remoteCounts === "no") words += ` (${remote} more remotely, not counted)`;
  if (quorum) words += `; quorum ${quorum}: ${counted >= Number(quorum) ? "quorate" : "not quorate"}`;
  // Told only when it changed, so that a screen reader is not interrupted for nothing.
  if (tally.textContent !== words) tally.textContent = words;
}

function offerAbsentees() {
  const there = new Set(
    [...form.querySelectorAll("fieldset.member")]
      .filter((row) => ["present", "remote"].includes(chosen(row)?.value))
      .map((row) => row.id),
  );
  for (const option of form.querySelectorAll("select[name$='-substitute_for'] option")) {
    option.disabled = there.has(option.value) && !option.selected;
  }
}

form.addEventListener("input", () => { count(); offerAbsentees(); });
count();
offerAbsentees();

const fault = document.querySelector(".errornote");
if (fault) fault.focus();
