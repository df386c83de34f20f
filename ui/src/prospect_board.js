// Cards of the board of prospects are dragged from stage to stage: dropping one chooses that stage in the card's
// own menu and sends its form. Where a reason is asked for, its page opens at the form that asks.

export function prospectBoard(root) {
  const board = root.querySelector("[data-board]");
  if (!board) return;
  let card = null;
  const column = (event) => event.target.closest?.(".board-column");
  const unmark = () => board.querySelectorAll("[data-over]").forEach((one) => one.removeAttribute("data-over"));
  board.addEventListener("dragstart", (event) => {
    card = event.target.closest?.(".board-card") ?? null;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card?.dataset.href ?? "");
  });
  board.addEventListener("dragend", () => {
    card = null;
    unmark();
  });
  board.addEventListener("dragover", (event) => {
    const over = column(event);
    if (!card || !over || over.contains(card)) return;
    event.preventDefault();
    unmark();
    over.setAttribute("data-over", "");
  });
  board.addEventListener("drop", (event) => {
    const over = column(event);
    if (!card || !over || over.contains(card)) return;
    event.preventDefault();
    if ("asks" in over.dataset) {
      location.assign(`${card.dataset.href}#move`);
      return;
    }
    const form = card.querySelector(".board-move");
    form.elements.move_stage.value = over.dataset.stage;
    form.requestSubmit();
  });
}
