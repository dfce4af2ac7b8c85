// The panel beside a procedure: name and id, and the properties that the page's table offers for the selected element.
import { element as make, say } from "./editing.js";

const typeOf = (bo) => bo.$type.replace(/^bpmn:(.)/, (_, first) => first.toLowerCase());

export function panelOf(modeler, panel, offers) {
  const modeling = modeler.get("modeling");
  const moddle = modeler.get("moddle");
  const set = (element, target, properties) => modeling.updateModdleProperties(element, target, properties);

  function extension(element, type, create) {
    const bo = element.businessObject;
    const found = bo.extensionElements?.get("values").find((value) => value.$type === type);
    if (found || !create) return found;
    if (!bo.extensionElements) {
      const elements = moddle.create("bpmn:ExtensionElements", { values: [] });
      elements.$parent = bo;
      set(element, bo, { extensionElements: elements });
    }
    const made = moddle.create(type);
    made.$parent = bo.extensionElements;
    set(element, bo.extensionElements, { values: [...bo.extensionElements.get("values"), made] });
    return made;
  }

  function drop(element, extensionElement) {
    const all = element.businessObject.extensionElements;
    set(element, all, { values: all.get("values").filter((value) => value !== extensionElement) });
  }

  const timerOf = (bo) => bo.eventDefinitions?.find((definition) => definition.$type === "bpmn:TimerEventDefinition");
  const bare = (expression) => (expression?.body ?? "").replace(/^=/, "");

  function formal(parent, body) {
    const made = moddle.create("bpmn:FormalExpression", { body });
    made.$parent = parent;
    return made;
  }

  function read(element, name) {
    const bo = element.businessObject;
    if (name === "bpmn:conditionExpression") return bare(bo.conditionExpression);
    if (name === "bpmn:timer") return bare(timerOf(bo)?.timeDuration);
    if (name.startsWith("tz:")) return extension(element, "zeebe:Properties")?.get("properties").find((property) => property.name === name)?.value ?? "";
    const [type, attribute] = name.split("@");
    return extension(element, typeName(type))?.get(attribute) ?? "";
  }

  const typeName = (type) => type.replace(/:(.)/, (_, first) => ":" + first.toUpperCase());

  function write(element, name, value) {
    const bo = element.businessObject;
    if (name === "bpmn:conditionExpression") return modeling.updateProperties(element, { conditionExpression: value ? formal(bo, "=" + value) : undefined });
    if (name === "bpmn:timer") {
      const timer = timerOf(bo);
      return set(element, timer, { timeDuration: value ? formal(timer, /^P/.test(value) ? value : "=" + value) : undefined });
    }
    if (name.startsWith("tz:")) {
      const properties = extension(element, "zeebe:Properties", value !== "");
      if (!properties) return;
      const others = properties.get("properties");
      const known = others.find((property) => property.name === name);
      if (known && value !== "") return set(element, known, { value });
      if (known) return others.length === 1 ? drop(element, properties) : set(element, properties, { properties: others.filter((property) => property !== known) });
      const made = moddle.create("zeebe:Property", { name, value });
      made.$parent = properties;
      return set(element, properties, { properties: [...others, made] });
    }
    const [type, attribute] = name.split("@");
    const found = extension(element, typeName(type), value !== "");
    if (!found) return;
    if (value === "" && type !== "zeebe:calledDecision") return drop(element, found);
    set(element, found, { [attribute]: value === "" ? undefined : value });
  }

  function field(id, label, hint, control) {
    control.id = "panel-" + id;
    control.setAttribute("aria-describedby", control.id + "-hint");
    return make("div", { className: "modelling-field" }, make("label", { htmlFor: control.id, textContent: label }), control, make("p", { id: control.id + "-hint", className: "modelling-hint", textContent: hint }));
  }

  function control(offer, element, value) {
    const tasks = offer.kind === "Tasks"
      ? modeler.get("elementRegistry").filter((other) => other.type === "bpmn:UserTask" && other !== element && !other.labelTarget).map((other) => ({ value: other.id, label: other.businessObject.name ?? other.id }))
      : null;
    let made;
    if (offer.kind === "Tasks") {
      const chosen = new Set(value.split(",").map((id) => id.trim()).filter(Boolean));
      made = make("select", { multiple: true, size: Math.min(5, Math.max(2, tasks.length)) });
      for (const task of tasks) made.append(new Option(task.label, task.value, chosen.has(task.value), chosen.has(task.value)));
      made.addEventListener("change", () => write(element, offer.name, [...made.selectedOptions].map((option) => option.value).join(",")));
      return made;
    }
    if (offer.options) {
      made = make("select");
      made.append(new Option(say("（不写）", "(none)"), ""));
      for (const option of offer.options) made.append(new Option(option.label, option.value));
      if (value && !offer.options.some((option) => option.value === value)) made.append(new Option(value, value)); // what the file says stays, and the check says if it is wrong
      made.value = value;
    } else made = make("input", { type: "text", value });
    made.addEventListener("change", () => write(element, offer.name, made.value.trim()));
    return made;
  }

  let shown;
  function show(element) {
    shown = element;
    if (!element) return panel.replaceChildren(make("p", { className: "modelling-hint", textContent: say("选一个元素，在这里写它的时限、岗位、表单和文书。", "Select an element to write its limit, post, form and letter here.") }));
    const bo = element.businessObject;
    const name = make("input", { type: "text", value: bo.name ?? "" });
    name.addEventListener("change", () => modeling.updateProperties(element, { name: name.value.trim() || undefined }));
    const id = make("input", { type: "text", value: bo.id });
    id.addEventListener("change", () => {
      if (/^[A-Za-z_][\w.-]*$/.test(id.value) && !modeler.get("elementRegistry").get(id.value)) modeling.updateProperties(element, { id: id.value });
      else id.value = bo.id;
    });
    const type = typeOf(bo);
    const focus = panel.contains(document.activeElement) ? document.activeElement.id : null;
    panel.replaceChildren(
      field("name", say("名称", "Name"), say("写在图上的名称。", "As it stands on the drawing."), name),
      field("id", say("标识", "Id"), say("结束事件的标识说明结果：granted、refused、not-accepted、withdrawn。", "The id of an end says the outcome: granted, refused, not-accepted, withdrawn."), id),
      ...offers.filter((offer) => offer.on.includes(type) && (offer.name !== "bpmn:timer" || timerOf(bo))).map((offer) => field(offer.name.replace(/[^\w]/g, "-"), offer.label, offer.meaning, control(offer, element, read(element, offer.name)))),
    );
    if (focus) panel.querySelector("#" + CSS.escape(focus))?.focus();
  }

  modeler.on("selection.changed", ({ newSelection }) => show(newSelection.length === 1 ? (newSelection[0].labelTarget ?? newSelection[0]) : null));
  modeler.on("element.changed", ({ element }) => shown && (element === shown || element.labelTarget === shown) && show(shown));
  modeler.on("import.done", () => show(null));
  show(null);
}
