// "How do we know?" panels and menus are native <details>; these two habits are all they lack.
export function whyPanels(root) {
  const open = () => root.querySelectorAll("details.why[open], details.menu[open]");
  root.addEventListener("click", (event) => {
    for (const panel of open()) if (!panel.contains(event.target)) panel.open = false;
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const panel of open()) {
      panel.open = false;
      panel.querySelector("summary")?.focus();
    }
  });
}
