// What the three editors share: the text in the form, the switch between drawing and text, and saving what was drawn before it is posted.
const english = document.documentElement.lang === "en";

export const say = (zh, en) => (english ? en : zh);

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/**
 * Puts an editor before the text of a form.
 * @param host the element with the text field
 * @param open draws a text; rejects where it cannot be drawn
 * @param save gives the text of what is drawn
 */
export async function stage(host, { open, save }) {
  const field = host.querySelector("textarea");
  const form = host.closest("form");
  const text = field.closest(".govuk-form-group");
  const note = element("p", { className: "govuk-body modelling-note", hidden: true });
  note.setAttribute("role", "status");
  const room = element("div", { className: "modelling-room" });
  const draw = element("button", { type: "button", className: "modelling-switch", textContent: say("图形", "Drawing") });
  const write = element("button", { type: "button", className: "modelling-switch", textContent: say("文本", "Text") });
  host.prepend(element("div", { className: "modelling-switches" }, draw, write), note, room);

  let drawn = null; // the text that is drawn
  let pending = null; // what was changed in the drawing and is not in the text yet

  async function show(drawing) {
    if (drawing && drawn !== field.value) {
      room.hidden = false; // what is drawn has to know its size
      try {
        await open(room, field.value);
        drawn = field.value;
      } catch (fault) {
        console.warn(fault);
        note.textContent = say("这个文件画不出来，请改文本。", "This file cannot be drawn; edit its text.");
        note.hidden = false;
        drawing = false;
      }
    }
    if (drawing) note.hidden = true;
    else await flush();
    room.hidden = !drawing;
    text.hidden = drawing;
    draw.setAttribute("aria-pressed", String(drawing));
    write.setAttribute("aria-pressed", String(!drawing));
    host.dataset.shown = drawing ? "drawing" : "text";
  }

  async function flush() {
    if (!pending) return;
    pending = null;
    drawn = field.value = await save(field.value);
  }

  draw.addEventListener("click", () => show(true));
  write.addEventListener("click", () => show(false));
  form.addEventListener("submit", async (event) => {
    if (!pending) return;
    const pressed = event.submitter;
    event.preventDefault();
    event.stopPropagation();
    await flush();
    setTimeout(() => form.requestSubmit(pressed)); // a form does not send itself while it is still asking whether it may
  });
  let saved = true;
  form.addEventListener("submit", () => (saved = true));
  addEventListener("beforeunload", (event) => saved || event.preventDefault());
  field.addEventListener("input", () => (saved = false));

  // A finding's link says which line is meant.
  const line = Number(new URLSearchParams(location.search).get("line"));
  await show(!line);
  if (line) {
    const before = field.value.split("\n").slice(0, line - 1).join("\n").length;
    field.focus();
    field.setSelectionRange(before + 1, before + 1 + (field.value.split("\n")[line - 1] ?? "").length);
    field.scrollTop = (line - 5) * parseFloat(getComputedStyle(field).lineHeight);
  }
  return {
    room,
    changed() {
      pending = true;
      saved = false;
    },
    /** The text with everything that was drawn in it. */
    async text() {
      await flush();
      return field.value;
    },
  };
}
