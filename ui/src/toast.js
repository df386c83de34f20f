// A toast stays six seconds, longer while somebody points at it or has the focus in it.
const SECONDS = 6;

function schedule(toast) {
  let timer;
  const leave = () => {
    timer = setTimeout(() => toast.remove(), SECONDS * 1000);
  };
  const stay = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stay);
  toast.addEventListener("pointerleave", leave);
  toast.addEventListener("focusin", stay);
  toast.addEventListener("focusout", leave);
  leave();
}

export function toasts(root) {
  const region = root.querySelector(".toasts");
  if (!region) return;
  region.querySelectorAll(".toast").forEach(schedule);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.classList?.contains("toast")) schedule(node);
    }
  }).observe(region, { childList: true });
}
