/**
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}

/**
 * Go to the next hit, difference or finding, or the one before.
 * @param {number} step
 */
function move(step) {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-hit]")]);
  const here = all.findIndex((each) => each.contains(document.activeElement));
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

/** @param {string} selector */
function click(selector) {
  const here = document.activeElement?.closest("[data-hit]") ?? document;
  const found = /** @type {HTMLElement | null} */ (here.querySelector(selector));
  found?.click();
  return found !== null;
}

/** @type {Record<string, () => void>} */
const KEYS = {
  "/": () => {
    const box = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("[data-search]"));
    if (box) box.select();
    else location.href = "/";
  },
  j: () => move(1),
  k: () => move(-1),
  c: () => click("button[data-copy=quotation]"),
  n: () => click("a[rel=next]"),
  p: () => click("a[rel=prev]"),
  x: () => click("summary[data-aside]"),
  "?": () => { location.href = "/help"; },
};

/** Let the keyboard alone suffice. */
export function bindKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && isTyping(event.target)) {
      /** @type {HTMLElement} */ (event.target).blur();
      return;
    }
    if (isTyping(event.target)) {
      const box = /** @type {HTMLTextAreaElement} */ (event.target);
      if (event.key === "/" && box.matches("[data-search]") && !box.value) event.preventDefault();
      return;
    }
    if (event.key === "Enter" && document.activeElement?.matches("[data-hit]")) {
      click("a");
      return;
    }
    const action = KEYS[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
}
