// Draws a BPMN file into its figure and marks the path taken, where the case stands, or how long steps take. The bpmn.io mark stays visible, as its licence asks.
import Viewer from "bpmn-js/lib/Viewer";

export async function draw(figure) {
  const answer = await fetch(figure.dataset.diagram, { credentials: "same-origin" });
  if (!answer.ok) return;
  const canvas = document.createElement("div");
  canvas.className = "diagram__canvas";
  figure.prepend(canvas);
  const viewer = new Viewer({ container: canvas });
  try {
    await viewer.importXML(await answer.text());
  } catch {
    canvas.remove(); // a file without a drawing: the link to it stays
    return;
  }
  const view = viewer.get("canvas");
  const box = view.viewbox();
  canvas.style.height = `${Math.min(560, Math.max(200, (box.inner.height / box.inner.width) * canvas.clientWidth + 48))}px`;
  view.resized();
  view.zoom("fit-viewport", "auto");
  const known = viewer.get("elementRegistry");
  const mark = (elements, name) => {
    for (const element of (elements ?? "").split(" ").filter(Boolean)) if (known.get(element)) view.addMarker(element, name);
  };
  mark(figure.dataset.done, "diagram__done");
  mark(figure.dataset.now, "diagram__now");
  for (const { element, heat, words } of JSON.parse(figure.dataset.heat ?? "[]")) {
    if (!known.get(element)) continue;
    view.addMarker(element, `diagram__heat-${heat}`);
    const note = document.createElement("span");
    note.className = "diagram__note";
    note.textContent = words;
    viewer.get("overlays").add(element, { position: { bottom: -4, left: 0 }, html: note });
  }
  const picture = canvas.querySelector("svg");
  picture.setAttribute("role", "img");
  const english = document.documentElement.lang === "en";
  picture.setAttribute("aria-label", english ? "Diagram of the procedure" : "流程图");
  canvas.querySelector(".bjs-powered-by")?.setAttribute("aria-label", english ? "Drawn by bpmn.io" : "由 bpmn.io 绘制");
  figure.dataset.drawn = "true";
}
