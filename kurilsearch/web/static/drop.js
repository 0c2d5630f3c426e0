/** Let files be dropped where a form takes them. */
export function bindDrops() {
  for (const each of document.querySelectorAll("[data-drop]")) {
    const form = /** @type {HTMLFormElement} */ (each);
    const field = /** @type {HTMLInputElement | null} */ (form.querySelector("input[type=file]"));
    if (!field) continue;
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      if (!event.dataTransfer?.files.length) return;
      field.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  }
}

/** Show how far the check of a draft is, and what it says at its end. */
export function watchCheck() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-checking]"));
  const bar = place?.querySelector("progress");
  if (!place || !bar) return;
  const timer = window.setInterval(async () => {
    const answer = await fetch(`/api/check/${place.dataset.checking}`);
    const check = await answer.json();
    if (check.all) {
      bar.max = check.all;
      bar.value = check.done;
    }
    if (!answer.ok || !check.is_running) {
      window.clearInterval(timer);
      location.reload();
    }
  }, 500);
}
