// Runs the peers of the decision benchmark. Reads lines {"what": name, "seconds": s}, answers each with runs per second.
import { createInterface } from 'node:readline';
import { evaluate, unaryTest } from 'feelin';
import { ZenEngine } from '@gorules/zen-engine';
import { Engine } from 'json-rules-engine';

const rows = 10;
const input = { age: 95, kind: 'k9' };
const expressions = [
  'a + b * 2',
  'if a > 10 then "x" else "y"',
  'some x in [1, 2, 3] satisfies x > b',
  'sum([a, b, 3])',
  'a in [1..20] and b < 5',
];
const variables = { a: 12, b: 3 };

const table = Array.from({ length: rows }, (_, i) => ({ age: `[${i * 10}..${i * 10 + 10})`, kind: `"k${i}"`, result: `r${i}` }));

const valueOf = (result) => (result && typeof result === 'object' && 'value' in result ? result.value : result);

function feelinTable() {
  for (const row of table) {
    if (valueOf(unaryTest(row.age, { '?': input.age })) && valueOf(unaryTest(row.kind, { '?': input.kind }))) return row.result;
  }
}

const zen = new ZenEngine().createDecision({
  contentType: 'application/vnd.gorules.decision',
  nodes: [
    { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
    {
      id: 't', type: 'decisionTableNode', name: 't', position: { x: 1, y: 0 },
      content: {
        hitPolicy: 'first',
        inputs: [{ id: 'a', name: 'age', field: 'age' }, { id: 'k', name: 'kind', field: 'kind' }],
        outputs: [{ id: 'o', name: 'o', field: 'o' }],
        rules: table.map((row, i) => ({ _id: `${i}`, a: row.age, k: row.kind, o: `"${row.result}"` })),
      },
    },
    { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } },
  ],
  edges: [{ id: 'e1', sourceId: 'in', targetId: 't', type: 'edge' }, { id: 'e2', sourceId: 't', targetId: 'out', type: 'edge' }],
});

const rulesEngine = new Engine();
table.forEach((row, i) => rulesEngine.addRule({
  priority: rows - i,
  conditions: {
    all: [
      { fact: 'age', operator: 'greaterThanInclusive', value: i * 10 },
      { fact: 'age', operator: 'lessThan', value: i * 10 + 10 },
      { fact: 'kind', operator: 'equal', value: `k${i}` },
    ],
  },
  event: { type: row.result },
}));

const work = {
  'feelin table': async () => { if (feelinTable() !== 'r9') throw new Error('feelin'); },
  'feelin expressions': async () => { for (const expression of expressions) evaluate(expression, variables); },
  'zen table': async () => { if ((await zen.evaluate(input)).result.o !== 'r9') throw new Error('zen'); },
  'zen table, 32 in flight': async () => { await Promise.all(Array.from({ length: 32 }, () => zen.evaluate(input))); },
  'json-rules-engine table': async () => { if ((await rulesEngine.run(input)).events[0].type !== 'r9') throw new Error('json-rules-engine'); },
};
const units = { 'feelin expressions': expressions.length, 'zen table, 32 in flight': 32 };

for await (const line of createInterface({ input: process.stdin })) {
  const { what, seconds } = JSON.parse(line);
  const run = work[what];
  let count = 0;
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    await run();
    count += units[what] ?? 1;
  }
  console.log(count / ((performance.now() - start) / 1000));
}
