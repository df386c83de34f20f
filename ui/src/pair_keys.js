// Single keys of a page: whatever carries data-key is pressed by that physical key. In a list the
// keys belong to the row that has the focus, otherwise to the first one.

function typing(target) {
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !/^(radio|checkbox)$/.test(target.type));
}

export function pairKeys(root) {
  // Somebody who turned single keys off turned these off too.
  if (root.querySelector('meta[name="keys"][content="off"]')) return;
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || typing(event.target)) return;
    const row = event.target.closest?.("[data-keys]") ?? root.querySelector("[data-keys]") ?? root;
    const button = row.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
