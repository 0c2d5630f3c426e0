/** Sheets further away than so many screens are blank again, so that a long book takes little memory. */
const KEPT = 6;

/** @type {Map<string, Promise<Document>>} */
const fetched = new Map();

/**
 * @param {HTMLElement} list
 * @param {string} number
 */
function fetchSheet(list, number) {
  const at = list.dataset.at ? `?at=${list.dataset.at}` : "";
  const address = `/read/${list.dataset.sheets}/sheet/${number}${at}`;
  let found = fetched.get(address);
  if (!found) {
    found = fetch(address).then(async (answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    found.catch(() => fetched.delete(address));
    fetched.set(address, found);
    if (fetched.size > 4 * KEPT) fetched.delete(/** @type {string} */ (fetched.keys().next().value));
  }
  return found;
}

/**
 * Put a sheet's picture and words into its place, whose size stays the same.
 * @param {HTMLElement} list
 * @param {HTMLElement} place
 */
async function fill(list, place) {
  if ("whole" in place.dataset || !place.dataset.sheet) return;
  place.dataset.whole = "";
  try {
    const other = await fetchSheet(list, place.dataset.sheet);
    const paper = other.querySelector(".paper");
    if (!paper || !("whole" in place.dataset)) return;
    place.querySelector(".paper")?.replaceWith(document.importNode(paper, true));
    place.querySelector(".blank")?.remove();
  } catch {
    delete place.dataset.whole;
  }
}

/** @param {HTMLElement} place */
function empty(place) {
  if (!("whole" in place.dataset)) return;
  delete place.dataset.whole;
  place.querySelector(".paper")?.replaceChildren();
}

/** Fill sheets before they are seen, and empty those that are far away. */
export function bindSheets() {
  const list = /** @type {HTMLElement | null} */ (document.querySelector("[data-sheets]"));
  if (!list) return;
  const places = /** @type {HTMLElement[]} */ ([...list.children]);
  const near = new IntersectionObserver((seen) => {
    for (const each of seen) {
      if (each.isIntersecting) fill(list, /** @type {HTMLElement} */ (each.target));
    }
  }, { rootMargin: "150% 0%" });
  const far = new IntersectionObserver((seen) => {
    for (const each of seen) {
      if (!each.isIntersecting) empty(/** @type {HTMLElement} */ (each.target));
    }
  }, { rootMargin: `${KEPT * 100}% 0%` });
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById("label"));
  let here = 0;
  const current = new IntersectionObserver((seen) => {
    for (const each of seen) {
      if (!each.isIntersecting) continue;
      here = places.indexOf(/** @type {HTMLElement} */ (each.target));
      const label = each.target.getAttribute("aria-label") ?? "";
      if (box && document.activeElement !== box) box.value = label.slice("Page ".length);
    }
  }, { rootMargin: "-50% 0% -50% 0%" });
  for (const place of places) {
    near.observe(place);
    far.observe(place);
    current.observe(place);
  }
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-page], a[rel=next], a[rel=prev]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const number = link.dataset.page ? Number(link.dataset.page) - 1 : here + (link.rel === "next" ? 1 : -1);
    event.preventDefault();
    places[number]?.scrollIntoView();
  });
}
