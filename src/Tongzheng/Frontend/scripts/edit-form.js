// A form in the editor of form-js. The bpmn.io mark stays visible, as its licence asks.
import { FormEditor } from "@bpmn-io/form-js-editor";
import "@bpmn-io/form-js-editor/dist/assets/form-js-editor.css";
import "@bpmn-io/form-js-editor/dist/assets/properties-panel.css";
import { element as make, stage } from "./editing.js";
import { translateForm } from "./words.js";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The form itself and each component in it, by id. */
function partsOf(part, found = new Map()) {
  found.set(found.size === 0 ? "" : (part.id ?? part.key ?? found.size), part);
  for (const child of part.components ?? []) partsOf(child, found);
  return found;
}

export async function edit(host) {
  const canvas = make("div", { className: "modelling-canvas modelling-canvas--form" });
  const modeler = new FormEditor({ container: canvas });
  translateForm(canvas);
  let editor;
  let opened; // the schema as the editor holds it before anybody has touched it

  async function open(text) {
    await modeler.importSchema(JSON.parse(text));
    opened = modeler.saveSchema();
  }

  // What the editor put in by opening the file (defaults, its own version) and nobody touched is taken out again.
  function written(text) {
    const [before, after, now] = [partsOf(JSON.parse(text)), partsOf(opened), modeler.saveSchema()];
    for (const [id, part] of partsOf(now)) {
      const [was, made] = [before.get(id), after.get(id)];
      if (!was || !made) continue;
      for (const name of new Set([...Object.keys(part), ...Object.keys(was)])) {
        if (name === "components" || same(made[name], was[name]) || !same(part[name], made[name])) continue;
        if (name in was) part[name] = was[name];
        else delete part[name];
      }
    }
    return JSON.stringify(now, null, 2) + "\n";
  }

  editor = await stage(host, {
    async open(room, text) {
      if (!canvas.isConnected) room.append(canvas);
      await open(text);
    },
    save: async (text) => written(text),
  });
  modeler.on("commandStack.changed", () => editor.changed());
  host.modeler = modeler;
  host.open = open;
  host.written = written;
  host.text = () => editor.text();
}
