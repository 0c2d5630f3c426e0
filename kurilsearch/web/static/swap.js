/** @type {AbortController | undefined} */
let going;

/** What is shown; another place of the same page is no other address. */
let shown = location.pathname + location.search;

/**
 * Show another address of this page without loading it all anew: only its matter is replaced.
 * @param {string} address
 */
async function show(address) {
  going?.abort();
  shown = location.pathname + location.search;
  const { signal } = (going = new AbortController());
  document.getElementById("main")?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, signal });
    const other = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [here, there] = [document.getElementById("main"), other.getElementById("main")];
    if ((!answer.ok && answer.status !== 400) || !here || !there) throw new Error(String(answer.status));
    here.replaceWith(document.adoptNode(there));
    document.title = other.title;
  } catch (error) {
    if (!signal.aborted) location.href = address;
    return;
  }
  const hit = /** @type {HTMLElement | null} */ (document.querySelector(".hit.open, [data-told]"));
  hit?.focus({ preventScroll: true });
  if (!hit?.matches(".hit")) window.scrollTo({ top: 0 });
  document.querySelector("#source mark, #source #mark")?.scrollIntoView({ block: "center" });
}

/** @param {string | URL} address */
function go(address) {
  const url = new URL(address, location.href);
  url.hash = "";
  history.pushState(null, "", url);
  show(url.href);
}

/** Let links and forms that only change the matter of the page do so at once. */
export function bindSwaps() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-swap]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.href);
  });
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("form[data-swap]")) return;
    event.preventDefault();
    const fields = /** @type {[string, string][]} */ ([...new FormData(form)]);
    go(`${form.action}?${new URLSearchParams(fields)}`);
  });
  window.addEventListener("popstate", () => {
    if (shown !== location.pathname + location.search) show(location.href);
  });
}
