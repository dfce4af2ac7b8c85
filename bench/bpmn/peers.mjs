// Runs the peer of the casework benchmark. Reads lines {"what": name, "seconds": s}, answers each with lifecycles per second.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Engine } from 'bpmn-engine';
import BpmnModdle from 'bpmn-moddle';

// The model is parsed once, as a server would.
const moddleContext = await new BpmnModdle().fromXML(readFileSync('../packs/services/five-steps/five-steps.bpmn', 'utf8'));

async function lifecycle() {
  const listener = new EventEmitter();
  let tasks = 0;
  listener.on('activity.wait', (task) => { tasks++; task.signal(); });
  const engine = new Engine({ name: 'five steps', moddleContext });
  const ended = new Promise((resolve, reject) => { engine.once('end', resolve); engine.once('error', reject); });
  await engine.execute({ listener });
  await ended;
  if (tasks !== 5) throw new Error(`${tasks} tasks`);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { seconds } = JSON.parse(line);
  let count = 0;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    await lifecycle();
    count++;
  }
  console.log(count / ((performance.now() - start) / 1000));
}
