// Forms that send themselves on change, forms that must not be sent twice, and files by dropping.
export function forms(root) {
  root.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-send-on-change]")) form.requestSubmit();
  });

  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (button?.dataset.busy) button.textContent = button.dataset.busy;
  });

  // Coming back with the browser's button shows the form as it was left, ready to be sent again.
  addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  for (const zone of root.querySelectorAll("[data-drop]")) {
    const input = zone.querySelector('input[type="file"]');
    const name = zone.querySelector("[data-drop-name]");
    const show = () => {
      if (name && input.files.length) name.textContent = [...input.files].map((file) => file.name).join(", ");
    };
    input.addEventListener("change", show);
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.dataset.over = "yes";
      });
    }
    zone.addEventListener("dragleave", () => delete zone.dataset.over);
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      delete zone.dataset.over;
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        show();
      }
    });
  }
}
