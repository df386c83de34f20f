// Single keys of a page: whatever carries data-key is pressed by that physical key. In a list the
// keys belong to the row that has the focus, otherwise to the first one.

function typing(target) {
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !/^(radio|checkbox)$/.test(target.type));
}

export function pairKeys(root) {
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || typing(event.target)) return;
    const row = event.target.closest?.("[data-keys]") ?? root.querySelector("[data-keys]") ?? root;
    const button = row.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
