/**
 * Runs before anything is painted: where a question is asked first, what the page says without scripts must not answer it. The page takes the mark away
 * when the question is answered or skipped (lesson.ts), or cannot be asked. A classic script: it may not import anything.
 */
if ((new URLSearchParams(location.search).get("predict") ?? "false") !== "false") document.documentElement.dataset.predict = "";
