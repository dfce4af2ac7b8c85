// Small comforts on top of pages that work without it.

// A second click on a submit button, while the first is on its way, does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "true";
});

// Coming back with the browser's back button makes the form usable again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A screen reader hears what went wrong first.
document.querySelector("[data-error-summary]")?.focus();

// How many characters are left, said when the typing rests.
const english = document.documentElement.lang === "en";
for (const area of document.querySelectorAll("textarea[maxlength]")) {
  const note = document.createElement("p");
  note.className = "govuk-hint tz-left";
  note.setAttribute("role", "status");
  const count = () => {
    const left = area.maxLength - area.value.length;
    note.textContent = english ? `${left} characters left` : `还可以写 ${left} 字`;
  };
  let rest;
  area.addEventListener("input", () => {
    clearTimeout(rest);
    rest = setTimeout(count, 500);
  });
  count();
  area.after(note);
}

// A worklist under the fingers. Only while the focus is inside the list, so that no key is taken from who types or listens.
for (const list of document.querySelectorAll("[data-rows]")) {
  const note = document.querySelector("[data-keys]");
  if (note) note.hidden = false;
  const links = [...list.querySelectorAll("tbody th a")];
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
    if (event.key === "j" || event.key === "k") {
      const to = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)));
      links[to]?.focus();
      event.preventDefault();
    }
    if (event.key === "x" && at >= 0) links[at].closest("tr").querySelector("[type=checkbox]")?.click();
  });
}

// A procedure's diagram, drawn when it comes near the window.
const island = "/dist/diagram.js";
const watch = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      import(island).then((diagram) => diagram.draw(target));
    }
  },
  { rootMargin: "400px" },
);
for (const figure of document.querySelectorAll("[data-diagram]")) watch.observe(figure);

// Pages with numbers being called are asked for again; where scripts are off, the page's own header does it.
const { refresh, refreshTo, idle, warning } = document.body.dataset;
if (refresh) setTimeout(() => (refreshTo ? location.replace(refreshTo) : location.reload()), refresh * 1000);

// A kiosk nobody touches asks whether somebody is there, counts down, and ends the session.
const question = document.querySelector("[data-still-there]");
if (idle && question) {
  const left = question.querySelector("[data-left]");
  let timer, seconds;
  const rest = () => {
    clearInterval(timer);
    if (question.open) question.close();
    timer = setTimeout(ask, idle * 1000);
  };
  const ask = () => {
    seconds = Number(warning);
    left.textContent = seconds;
    question.showModal();
    timer = setInterval(() => {
      left.textContent = --seconds;
      if (seconds <= 0) {
        clearInterval(timer);
        document.querySelector("main").replaceChildren();
        location.replace("/kiosk/end");
      }
    }, 1000);
  };
  for (const touch of ["pointerdown", "keydown", "scroll"]) addEventListener(touch, () => question.open || rest(), { passive: true });
  question.querySelector("[data-stay]").addEventListener("click", rest);
  question.addEventListener("cancel", rest);
  // Coming back with the browser's back button must not show what a session that ended had on its pages.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  rest();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// The editor of a file, where a page has one; the text it edits stands in the form and is what is posted.
const editor = document.querySelector("[data-modeller]");
if (editor) {
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = `/dist/edit-${editor.dataset.modeller}.css`;
  document.head.append(styles);
  import(`/dist/edit-${editor.dataset.modeller}.js`).then((island) => island.edit(editor));
}
