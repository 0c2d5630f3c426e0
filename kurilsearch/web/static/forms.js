/** Send a search on Enter. */
export function bindForms() {
  document.addEventListener("keydown", (event) => {
    const box = event.target instanceof HTMLTextAreaElement ? event.target : null;
    if (box?.matches("[data-search]") && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      box.form?.requestSubmit();
    }
  });
}

/** Show how far the reading of the sources is, and load the page anew at its end. */
export function watchIndexing() {
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-indexing]"));
  if (!place) return;
  const bar = place.querySelector("progress");
  const file = document.querySelector("[data-indexing-file]");
  const timer = window.setInterval(async () => {
    const answer = await fetch("/api/indexing");
    if (!answer.ok) return;
    const progress = await answer.json();
    if (bar && progress.all_bytes) bar.value = (100 * progress.bytes) / progress.all_bytes;
    if (file && progress.all_files) {
      const [done, all] = [progress.files, progress.all_files].map((each) => each.toLocaleString("en"));
      file.textContent = `${done} of ${all} files: ${progress.file}`;
    }
    if (!progress.is_running) {
      window.clearInterval(timer);
      if (place.dataset.indexing === "page") location.reload();
      else place.remove();
    }
  }, 500);
}
