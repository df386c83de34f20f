// Speed and comfort on top of pages that work without any of this.
import htmx from "htmx.org";
import { dialogs } from "./dialog.js";
import { forms } from "./form.js";
import { keyboard } from "./keyboard.js";
import { pairKeys } from "./pair_keys.js";
import { palette } from "./palette.js";
import { peopleMap } from "./people_map.js";
import { prospectBoard } from "./prospect_board.js";
import { weekBoard } from "./week_board.js";
import { rail } from "./rail.js";
import { remember } from "./recent.js";
import { sections } from "./sections.js";
import { theme } from "./theme.js";
import { toasts } from "./toast.js";
import { whyPanels } from "./why.js";

// The server checks this header on every unsafe request; forms carry the same token in a field.
document.addEventListener("htmx:config:request", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  const request = event.detail?.ctx?.request;
  if (token && request) request.headers["X-CSRF-Token"] = token;
});

for (const start of [theme, keyboard, palette, remember, dialogs, forms, pairKeys, peopleMap, prospectBoard, weekBoard, rail, sections, toasts, whyPanels]) start(document);

window.htmx = htmx;
