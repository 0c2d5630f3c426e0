"use strict";
const findings = [...document.querySelectorAll("article .finding")];
let at = -1;
function show(number) {
  document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
  for (const id of [`q${number}`, `s${number}`]) {
    const element = document.getElementById(id);
    if (element) {
      element.classList.add("here");
      element.scrollIntoView({ block: "center" });
    }
  }
}
function step(by) {
  if (!findings.length) return;
  at = (at + by + findings.length) % findings.length;
  show(findings[at].id.slice(1));
  findings[at].focus({ preventScroll: true });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "ArrowRight") step(1);
  if (event.key === "k" || event.key === "ArrowLeft") step(at < 0 ? 0 : -1);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  const number = link.getAttribute("href").slice(2);
  at = findings.findIndex((element) => element.id === `q${number}`);
  show(number);
});
