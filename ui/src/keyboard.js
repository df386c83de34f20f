// Shortcuts, bound by physical key so that a Bulgarian layout changes nothing. The server writes the
// table into <meta name="shortcuts">; the sheet and the help print the same one.

const CHORD_MILLISECONDS = 1200;

function typing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Rows one can step through: those of the page's lists, each with a link in it. */
function rows(root) {
  const all = root.querySelectorAll("main .table tbody tr, main [data-row], main .timeline > li, main .step, main .greeting");
  return [...all].filter((row) => row.offsetParent !== null && row.querySelector("a[href]"));
}

function step(root, by) {
  const all = rows(root);
  if (!all.length) return false;
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
  const link = all[next].querySelector("th a[href], a[href]");
  link.focus();
  link.scrollIntoView({ block: "nearest" });
  return true;
}

const ACTS = {
  go: (root, to) => location.assign(to),
  focus(root, to) {
    const field = to.split(",").map((one) => root.querySelector(one.trim())).find(Boolean);
    field?.focus();
    field?.select?.();
    return Boolean(field);
  },
  press(root, to) {
    const element = root.querySelector(to);
    element?.click();
    return Boolean(element);
  },
  next: (root) => step(root, 1),
  previous: (root) => step(root, -1),
  palette: (root) => root.dispatchEvent(new CustomEvent("clientela:palette")),
  sheet(root) {
    const sheet = root.getElementById("keys");
    sheet?.showModal();
    return Boolean(sheet);
  },
};

export function keyboard(root) {
  const meta = root.querySelector('meta[name="shortcuts"]');
  const table = meta ? JSON.parse(meta.content) : [];
  let first = null;

  root.addEventListener("keydown", (event) => {
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && ctrl && event.target.form && event.target.form.method !== "dialog" && !event.target.closest(".palette")) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.altKey || event.isComposing || (!ctrl && typing(event.target))) return;
    // While a dialog is open, the keys are its own.
    if (root.querySelector("dialog[open]")) return;
    const now = Date.now();
    const chord = !ctrl && first && now - first.at < CHORD_MILLISECONDS ? `${first.code} ${event.code}` : event.code;
    const fits = (entry) => entry.keys === chord && entry.ctrl === ctrl && (entry.shift === event.shiftKey || entry.act === "go");
    const shortcut = table.find(fits);
    first = !ctrl && table.some((entry) => entry.keys.startsWith(`${event.code} `)) ? { code: event.code, at: now } : null;
    if (!shortcut) return;
    first = null;
    if (ACTS[shortcut.act](root, shortcut.to) !== false) event.preventDefault();
  });
}
