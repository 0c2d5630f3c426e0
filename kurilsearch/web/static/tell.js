/** @type {number | undefined} */
let timer;

/**
 * Say something at the foot of the page for a while.
 * @param {string} text
 */
export function tell(text) {
  const place = document.getElementById("told");
  if (!place) return;
  place.textContent = text;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => { place.textContent = ""; }, 4000);
}
