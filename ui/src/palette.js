// The palette: a dialog over the search. Its list is the search page's own part, fetched while one types;
// without script the same box leads to the search page. The focus stays in the box, the arrows move the
// mark through the list (aria-activedescendant).
import { recent } from "./recent.js";

const WAIT_MILLISECONDS = 60;

export function palette(root) {
  const dialog = root.getElementById("palette");
  const opener = root.querySelector("[data-palette-opener]");
  if (!dialog?.showModal) return;
  const box = dialog.querySelector("input[name=q]");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  let timer, request, shown;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const marked = () => list.querySelector('[aria-selected="true"]');

  function mark(option) {
    marked()?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", option.id);
    } else box.removeAttribute("aria-activedescendant");
  }

  async function load() {
    const words = box.value.trim();
    request?.abort();
    request = new AbortController();
    const query = new URLSearchParams({ q: words, recent: recent().join(",") });
    try {
      const answer = await fetch(`${dialog.dataset.address}?${query}`, {
        headers: { "HX-Request": "true" },
        signal: request.signal,
      });
      if (answer.redirected || !answer.ok) return location.assign(`${dialog.dataset.address}?${query}`);
      list.innerHTML = await answer.text();
      shown = words;
      list.dataset.words = words;
      status.textContent = list.querySelector("[data-palette-status]")?.textContent ?? "";
      list.scrollTop = 0;
      mark(options()[0]);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  function open(words) {
    if (dialog.open) return;
    box.value = words ?? "";
    dialog.showModal();
    box.select();
    load();
  }

  function go(option, event) {
    if (!option) return;
    if (event.ctrlKey || event.metaKey) window.open(option.href, "_blank", "noopener");
    else location.assign(option.href);
    dialog.close();
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, WAIT_MILLISECONDS);
  });

  dialog.addEventListener("keydown", async (event) => {
    const all = options();
    const at = all.indexOf(marked());
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 6, PageUp: at - 6 };
    if (event.target === box && event.key in moves) {
      event.preventDefault();
      const last = all.length - 1;
      const next = event.key.startsWith("Arrow") ? (moves[event.key] + all.length) % all.length : Math.min(Math.max(moves[event.key], 0), last);
      if (all.length) mark(all[next]);
    } else if (event.target === box && event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      // What was typed last counts, also when Enter is faster than the answer.
      if (shown !== box.value.trim()) {
        clearTimeout(timer);
        await load();
      }
      go(marked(), event);
    }
  });

  // A press on the backdrop closes; one on a hit is an ordinary link.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  opener?.addEventListener("click", (event) => {
    if (event.target.closest("input, kbd")) {
      event.preventDefault();
      open(opener.querySelector("input").value);
    }
  });
  opener?.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value;
    event.target.value = "";
    open(words);
    box.setSelectionRange(words.length, words.length);
  });

  root.addEventListener("clientela:palette", () => open(""));
}
