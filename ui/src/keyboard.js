// Shortcuts, bound by physical key so that a Bulgarian layout changes nothing. The server writes
// the table into <meta name="shortcuts">; the help page prints the same one.

const CHORD_MILLISECONDS = 1200;

function typing(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

export function keyboard(root) {
  const meta = root.querySelector('meta[name="shortcuts"]');
  const table = meta ? JSON.parse(meta.content) : [];
  let first = null;

  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey && event.code === "KeyK") {
      const search = root.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const now = Date.now();
    const chord = first && now - first.at < CHORD_MILLISECONDS ? `${first.code} ${event.code}` : event.code;
    const shortcut = table.find((entry) => entry.keys === chord && (!entry.shift || event.shiftKey));
    first = table.some((entry) => entry.keys.startsWith(`${event.code} `)) ? { code: event.code, at: now } : null;
    if (!shortcut) return;
    event.preventDefault();
    first = null;
    if (shortcut.focus) root.querySelector(shortcut.focus)?.focus();
    else location.assign(shortcut.go);
  });
}
