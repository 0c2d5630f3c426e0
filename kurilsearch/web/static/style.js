import { forget } from "./copy.js";
import { tell } from "./tell.js";

/** Remember the citation style that is chosen, without leaving the page. */
export function bindStyle() {
  const field = /** @type {HTMLSelectElement | null} */ (document.querySelector("[data-style]"));
  const form = field?.form;
  if (!field || !form) return;
  field.addEventListener("change", async () => {
    if (!field.value) {
      location.href = `/style?${new URLSearchParams({ back: location.pathname + location.search })}`;
      return;
    }
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (answer.type !== "opaqueredirect") {
      form.requestSubmit();
      return;
    }
    forget();
    tell(`From now on quotations are cited in ${field.selectedOptions[0]?.text}.`);
  });
}
