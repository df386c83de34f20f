// Visits of the week are dragged from day to day, and proposals onto a day: dropping one chooses that day in the card's
// own menu and sends its form. With a card's name in focus, Shift and an arrow do the same by one day.

export function weekBoard(root) {
  const board = root.querySelector("[data-week]");
  if (!board) return;
  let card = null;
  const column = (event) => event.target.closest?.(".week-day");
  const unmark = () => board.querySelectorAll("[data-over]").forEach((one) => one.removeAttribute("data-over"));
  const send = (of, day) => {
    const form = of.querySelector(".board-move");
    if (!form || ![...form.elements.day.options].some((option) => option.value === day)) return false;
    form.elements.day.value = day;
    form.requestSubmit();
    return true;
  };
  root.addEventListener("dragstart", (event) => {
    card = event.target.closest?.(".week-card[draggable]") ?? null;
    if (!card) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.querySelector("a")?.textContent ?? "");
  });
  root.addEventListener("dragend", () => {
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
    send(card, over.dataset.day);
  });
  board.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.code];
    const of = event.target.matches?.("a") && event.target.closest(".week-card[draggable]");
    if (!step || !event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || !of) return;
    const days = [...board.querySelectorAll(".week-day")];
    const target = days[days.indexOf(of.closest(".week-day")) + step];
    if (target && send(of, target.dataset.day)) event.preventDefault();
  });
}
