// Groups of the rail stay as their reader left them; the one of the page itself is open always.
const KEY = "rail-open";

function remembered() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set();
  }
}

export function rail(root) {
  const open = remembered();
  for (const group of root.querySelectorAll(".rail details[data-remember]")) {
    if (open.has(group.dataset.remember)) group.open = true;
    group.querySelector("summary").addEventListener("click", () => {
      const now = remembered();
      if (group.open) now.delete(group.dataset.remember);
      else now.add(group.dataset.remember);
      try {
        localStorage.setItem(KEY, JSON.stringify([...now]));
      } catch {
        // Without a store they open as they are served.
      }
    });
  }
}
