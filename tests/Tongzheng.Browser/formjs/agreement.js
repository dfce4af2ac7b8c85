// The real form-js viewer, asked the same as our server: which fields are shown, which are wrong after submit, what is handed in.
import { Form } from "@bpmn-io/form-js-viewer";

const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

async function ask({ schema, data, files }) {
  const container = document.createElement("div");
  document.body.append(container);
  const form = new Form({ container });
  // An import throws away the files of the form before; these come after that and before anything is drawn.
  const attach = () => files.forEach((reference) => form.get("fileRegistry").setFiles(reference, [new File(["x"], "x.pdf", { type: "application/pdf" })]));
  form.on("form.clear", 1, attach);
  await form.importSchema(schema, data);
  await drawn();
  // What the viewer has drawn registers itself; each must really stand in the page.
  const instances = form.get("formFieldInstanceRegistry").getAllKeyed();
  const shown = instances.map(({ valuePath }) => valuePath.join(".")).sort();
  const missing = instances.filter(({ id, indexes }) => !container.querySelector(`[id^="fjs-form-"][id*="-${id}${suffix(indexes)}"], [for^="fjs-form-"][for*="-${id}${suffix(indexes)}"]`)).map(({ id }) => id);
  const { data: submitted, errors } = form.submit();
  const wrong = instances.filter(({ id, indexes }) => Object.values(indexes ?? {}).reduce((at, index) => at?.[index], errors[id])?.length).map(({ valuePath }) => valuePath.join(".")).sort();
  form.destroy();
  container.remove();
  return { shown, missing, wrong, submitted: JSON.stringify(submitted) };
}

const suffix = (indexes) => Object.values(indexes ?? {}).map((index) => `_${index}`).join("");

window.agreement = async (questions) => {
  const answers = [];
  for (const question of questions) answers.push(await ask(question));
  return answers;
};
