// People maps: a card is dragged onto another, with the mouse or with the keyboard. On the organisation
// chart that says who reports to whom; in the network it opens the form of a tie. The same is said in
// the forms beside the map, which need no script.

const DRAG_PIXELS = 6;

function cards(map) {
  return [...map.querySelectorAll("a.map-card[data-node]")];
}

function middle(card) {
  const box = card.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The nearest card in a direction; sideways distance counts double. */
function neighbour(map, from, key) {
  const here = middle(from);
  const along = key === "ArrowLeft" || key === "ArrowRight" ? "x" : "y";
  const across = along === "x" ? "y" : "x";
  const sign = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  let best = null;
  for (const card of cards(map)) {
    const there = middle(card);
    const ahead = (there[along] - here[along]) * sign;
    if (card === from || ahead < 4) continue;
    const distance = ahead + 2 * Math.abs(there[across] - here[across]);
    if (!best || distance < best.distance) best = { card, distance };
  }
  return best?.card ?? null;
}

function name(card) {
  return card.querySelector(".p-name, .map-strong")?.textContent ?? "";
}

function say(root, map, words, card) {
  const said = root.querySelector("[data-map-said]");
  if (said) said.textContent = (map.dataset[words] ?? "").replace("$name", card ? name(card) : "");
}

/** What a drop says: a line to a superior, or the form of a tie. */
function drop(root, map, source, target) {
  if (map.dataset.drops === "tie") {
    const there = new URL(source.getAttribute("href"), location.href);
    there.searchParams.set("tie_to", target.dataset.node);
    there.hash = "tie";
    location.assign(there);
    return;
  }
  const form = root.querySelector("[data-map-form]");
  form.elements.about.value = source.dataset.node;
  form.elements.to.value = target.dataset.node;
  form.requestSubmit();
}

function pointer(root, map) {
  let drag = null;

  function end() {
    drag?.ghost?.remove();
    drag?.source.classList.remove("map-dragged");
    drag?.target?.classList.remove("map-target");
    drag = null;
  }

  map.addEventListener("dragstart", (event) => event.preventDefault());
  map.addEventListener("pointerdown", (event) => {
    const source = event.target.closest?.("a.map-card[data-node]");
    if (!source || event.button !== 0 || event.pointerType === "touch") return;
    drag = { source, x: event.clientX, y: event.clientY, ghost: null, target: null };
  });
  root.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.ghost) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < DRAG_PIXELS) return;
      drag.ghost = root.createElement("div");
      drag.ghost.className = "map-ghost";
      drag.ghost.textContent = name(drag.source);
      root.body.append(drag.ghost);
      drag.source.classList.add("map-dragged");
      say(root, map, "picked", drag.source);
    }
    event.preventDefault();
    drag.ghost.style.translate = `${event.clientX + 12}px ${event.clientY + 12}px`;
    const under = root.elementFromPoint(event.clientX, event.clientY)?.closest("a.map-card[data-node]") ?? null;
    const target = under === drag.source || !map.contains(under) ? null : under;
    if (target !== drag.target) {
      drag.target?.classList.remove("map-target");
      target?.classList.add("map-target");
      drag.target = target;
      if (target) say(root, map, "over", target);
    }
  });
  root.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const { source, target, ghost } = drag;
    end();
    if (!ghost) return;
    // The click that follows a drag is no click.
    const stop = (click) => click.preventDefault();
    map.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => map.removeEventListener("click", stop, { capture: true }), 50);
    event.preventDefault();
    if (target) drop(root, map, source, target);
    else say(root, map, "gone");
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drag) return;
    end();
    say(root, map, "gone");
  });
}

function keys(root, map) {
  const edits = map.hasAttribute("data-edit");
  let picked = null;

  function put() {
    picked?.classList.remove("map-dragged");
    picked = null;
  }

  map.addEventListener("keydown", (event) => {
    const card = event.target.closest?.("a.map-card[data-node]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) {
      const next = neighbour(map, card, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
      if (picked && picked !== next) say(root, map, "over", next);
    } else if (edits && event.key === " ") {
      event.preventDefault();
      if (picked === card) {
        put();
        say(root, map, "gone");
        return;
      }
      put();
      picked = card;
      card.classList.add("map-dragged");
      say(root, map, "picked", card);
    } else if (event.key === "Escape" && picked) {
      event.preventDefault();
      put();
      say(root, map, "gone");
    } else if (event.key === "Enter" && picked && picked !== card) {
      event.preventDefault();
      const source = picked;
      put();
      drop(root, map, source, card);
    }
  });
}

const SMALLEST = 0.15;
const STEP = 1.25;

/**
 * A map wider than its frame is moved and made smaller or larger: by the buttons over it, and by the
 * keys + - 0 while the map has the focus. It opens at full size on the chosen card, or in its middle
 * when the map has no first row to begin with.
 */
function zoom(root, map) {
  const drawing = map.querySelector("svg.map");
  const bar = root.querySelector("[data-map-zoom]");
  if (!drawing || !bar) return;
  const size = { width: drawing.width.baseVal.value, height: drawing.height.baseVal.value };
  let scale = 1;

  function fitting() {
    return Math.min(1, map.clientWidth / size.width, map.clientHeight / size.height);
  }

  function to(wanted) {
    const next = Math.min(2, Math.max(SMALLEST, wanted));
    const middleX = (map.scrollLeft + map.clientWidth / 2) / scale;
    const middleY = (map.scrollTop + map.clientHeight / 2) / scale;
    scale = next;
    drawing.style.width = `${size.width * scale}px`;
    drawing.style.height = `${size.height * scale}px`;
    map.scrollTo(middleX * scale - map.clientWidth / 2, middleY * scale - map.clientHeight / 2);
  }

  const deeds = { in: () => to(scale * STEP), out: () => to(scale / STEP), fit: () => to(fitting()), full: () => to(1) };
  const chosen = map.querySelector(".p-focus");
  if (chosen) {
    const card = chosen.getBoundingClientRect();
    const frame = map.getBoundingClientRect();
    map.scrollTo(card.x - frame.x + card.width / 2 - map.clientWidth / 2, card.y - frame.y + card.height / 2 - map.clientHeight / 2);
  } else if (map.dataset.map === "network") {
    map.scrollTo((size.width - map.clientWidth) / 2, (size.height - map.clientHeight) / 2);
  }
  if (fitting() === 1) return;
  bar.hidden = false;
  bar.addEventListener("click", (event) => deeds[event.target.closest("button")?.dataset.zoom]?.());
  map.addEventListener("keydown", (event) => {
    if (event.target !== map || event.ctrlKey || event.metaKey || event.altKey) return;
    const deed = { "+": "in", "=": "in", "-": "out", 0: "fit", 1: "full" }[event.key];
    if (!deed) return;
    event.preventDefault();
    deeds[deed]();
  });
}

/** A link to a form beside the map opens it. */
function openForm(root) {
  const wanted = location.hash.length > 1 ? root.getElementById(location.hash.slice(1)) : null;
  if (wanted?.matches("details.answer")) wanted.open = true;
}

export function peopleMap(root) {
  const map = root.querySelector("[data-map]");
  if (!map) return;
  zoom(root, map);
  keys(root, map);
  if (map.hasAttribute("data-edit")) pointer(root, map);
  openForm(root);
}
