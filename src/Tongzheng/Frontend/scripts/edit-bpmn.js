// The procedure in bpmn-js, with a panel of the properties that have a meaning in law. The bpmn.io mark stays visible, as its licence asks.
import Modeler from "bpmn-js/lib/Modeler";
import zeebe from "zeebe-bpmn-moddle/resources/zeebe.json";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js/dist/assets/bpmn-font/css/bpmn.css";
import { element as make, say, stage } from "./editing.js";
import { panelOf } from "./panel.js";
import { translate } from "./words.js";

// The procedure as a whole where it can be read that way, else its beginning; clear of the palette either way.
function begin(view) {
  view.resized();
  const { inner, outer } = view.viewbox();
  const [palette, margin, least] = [130, 40, 0.7];
  const scale = Math.min(1, Math.max(least, Math.min((outer.width - palette - margin) / inner.width, (outer.height - 2 * margin) / inner.height)));
  const [width, height] = [outer.width / scale, outer.height / scale];
  view.viewbox({ x: inner.x - palette / scale, y: inner.y - Math.max(margin / scale, (height - inner.height) / 2), width, height });
}

export async function edit(host) {
  const canvas = make("div", { className: "modelling-canvas" });
  const panel = make("aside", { className: "modelling-panel" });
  panel.setAttribute("aria-label", say("所选元素的属性", "Properties of the selected element"));
  const modeler = new Modeler({
    container: canvas,
    moddleExtensions: { zeebe },
    additionalModules: [{ translate: ["value", translate] }],
  });
  const written = async () => (await modeler.saveXML({ format: true })).xml;
  let editor;
  editor = await stage(host, {
    async open(room, xml) {
      if (!canvas.isConnected) room.append(canvas, panel);
      await modeler.importXML(xml);
      begin(modeler.get("canvas"));
    },
    save: written,
  });
  modeler.on("commandStack.changed", () => editor.changed());
  panelOf(modeler, panel, JSON.parse(host.dataset.panel ?? "[]"));
  host.modeler = modeler; // for whoever drives the page from outside: tests, an officer's own script
  host.written = written;
  host.text = () => editor.text();
}
