/**
 * Show another address of this page without loading it all anew: only its matter is replaced.
 * @param {string} address
 */
async function show(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok && answer.status !== 400) {
    location.href = address;
    return;
  }
  const other = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [here, there] = [document.getElementById("main"), other.getElementById("main")];
  if (!here || !there) {
    location.href = address;
    return;
  }
  const top = window.scrollY;
  here.replaceWith(document.adoptNode(there));
  document.title = other.title;
  window.scrollTo({ top });
  const hit = /** @type {HTMLElement | null} */ (document.querySelector(".hit.open"));
  hit?.focus({ preventScroll: true });
  document.querySelector("#source mark, #source #mark")?.scrollIntoView({ block: "center" });
}

/** Let links that only change the matter of the page do so at once. */
export function bindSwaps() {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-swap]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const address = new URL(link.href);
    address.hash = "";
    history.pushState(null, "", address);
    show(address.href);
  });
  window.addEventListener("popstate", () => { show(location.href); });
}
