// Light or dark at once, without waiting for the answer. The server keeps the choice in a cookie
// and writes data-theme itself, so a reload does not flash.

/** The theme on screen now. */
function shown() {
  const forced = document.documentElement.dataset.theme;
  if (forced === "light" || forced === "dark") return forced;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function theme(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-theme-form]");
    if (!form) return;
    event.preventDefault();
    const next = shown() === "dark" ? "light" : "dark";
    const body = new URLSearchParams(new FormData(form));
    body.set("theme", next);
    document.documentElement.dataset.theme = next;
    fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  });
}
