import { tell } from "./tell.js";

/**
 * What can be pasted of a place, as `/api/pasted/HANDLE` gives it.
 * @typedef {{quotation: string, citation: string | null, citekey: string, path: string, problem: string | null}} Pasted
 */

/** @type {Map<string, Promise<Pasted>>} */
const known = new Map();

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<Pasted>}
 */
function pastedOf(form) {
  const typed = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("typed"));
  const query = typed ? `?${new URLSearchParams({ typed: typed.value })}` : "";
  const address = `/api/pasted/${form.dataset.copies}${query}`;
  let found = known.get(address);
  if (!found) {
    found = fetch(address).then(async (answer) => {
      const record = await answer.json();
      if (!answer.ok) throw new Error(record.error);
      return record;
    });
    found.catch(() => known.delete(address));
    known.set(address, found);
  }
  return found;
}

/**
 * @param {Pasted} pasted
 * @param {string | undefined} what
 * @returns {string}
 */
function textOf(pasted, what) {
  if (what === "citation") return pasted.citation ?? pasted.citekey;
  if (what === "citekey") return pasted.citekey;
  if (what === "link") return new URL(pasted.path, location.origin).href;
  return pasted.quotation;
}

/**
 * Copy while the browser still knows that it was asked to, though the text is to come.
 * @param {Promise<string>} text
 */
async function write(text) {
  if (typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(await text);
  const blob = text.then((each) => new Blob([each], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

/** Forget what was fetched: it is to be written in another style. */
export function forget() {
  known.clear();
}

/** Let the buttons under hits copy. */
export function bindCopies() {
  document.addEventListener("submit", async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (event.submitter);
    if (!form.dataset.copies || !button?.dataset.copy || !navigator.clipboard) return;
    event.preventDefault();
    tell("Copying …");
    const text = pastedOf(form).then((pasted) => textOf(pasted, button.dataset.copy));
    try {
      await write(text);
      tell(`Copied: ${(await text).slice(0, 120)}`);
    } catch (error) {
      tell(`Not copied: ${error instanceof Error ? error.message : error}`);
    }
  });
  for (const event of ["pointerover", "focusin"]) {
    document.addEventListener(event, (each) => {
      const target = each.target instanceof Element ? each.target.closest("button[data-copy]") : null;
      const form = target?.closest("form");
      if (form?.dataset.copies) pastedOf(form).catch(() => undefined);
    });
  }
}
