// Decision tables in dmn-js, one tab for each view of the model. The bpmn.io mark stays visible, as its licence asks.
import Modeler from "dmn-js/lib/Modeler";
import "dmn-js/dist/assets/diagram-js.css";
import "dmn-js/dist/assets/dmn-js-shared.css";
import "dmn-js/dist/assets/dmn-js-drd.css";
import "dmn-js/dist/assets/dmn-js-decision-table.css";
import "dmn-js/dist/assets/dmn-js-decision-table-controls.css";
import "dmn-js/dist/assets/dmn-js-literal-expression.css";
import "dmn-js/dist/assets/dmn-js-boxed-expression.css";
import "dmn-js/dist/assets/dmn-js-boxed-expression-controls.css";
import "dmn-js/dist/assets/dmn-font/css/dmn.css";
import { element as make, say, stage } from "./editing.js";
import { translate } from "./words.js";

const DMN13 = "https://www.omg.org/spec/DMN/20191111/MODEL/";

export async function edit(host) {
  const tabs = make("div", { className: "modelling-tabs" });
  const canvas = make("div", { className: "modelling-canvas modelling-canvas--dmn" });
  const words = { additionalModules: [{ translate: ["value", translate] }] };
  const modeler = new Modeler({ container: canvas, drd: words, decisionTable: words, literalExpression: words, boxedExpression: words });
  const heard = new Set();
  let redrawn = false; // somebody moved something in the diagram of the model
  let editor;

  // A model without a drawing gets one to be shown; it is written only where somebody has drawn.
  async function written(before) {
    const { xml } = await modeler.saveXML({ format: true });
    if (before.includes("DMNDI>") || redrawn) return xml;
    const model = new DOMParser().parseFromString(xml, "application/xml");
    for (const drawing of [...model.documentElement.children].filter((child) => child.localName === "DMNDI")) drawing.remove();
    return xml.slice(0, xml.indexOf("?>") + 2) + "\n" + new XMLSerializer().serializeToString(model.documentElement).replace(/\n\s*\n/g, "\n") + "\n";
  }

  modeler.on("views.changed", ({ views, activeView }) => {
    tabs.replaceChildren(
      ...views.map((view) => {
        const tab = make("button", { type: "button", className: "modelling-switch", textContent: view.type === "drd" ? say("关系图", "Diagram") : (view.name ?? view.id ?? view.element.id) });
        tab.setAttribute("aria-pressed", String(view === activeView));
        tab.addEventListener("click", () => modeler.open(view));
        return tab;
      }),
    );
    const viewer = modeler.getActiveViewer();
    if (!viewer || heard.has(viewer)) return;
    heard.add(viewer);
    viewer.on("commandStack.changed", () => {
      if (activeView.type === "drd") redrawn = true;
      editor?.changed();
    });
  });
  editor = await stage(host, {
    async open(room, xml) {
      if (!xml.includes(DMN13)) throw new Error("Only DMN 1.3 is drawn.");
      if (!canvas.isConnected) room.append(tabs, canvas);
      redrawn = false;
      await modeler.importXML(xml);
      const table = modeler.getViews().find((view) => view.type === "decisionTable");
      if (table) await modeler.open(table);
    },
    save: written,
  });
  host.modeler = modeler;
  host.written = written;
  host.text = () => editor.text();
}
