import { readFileSync } from "node:fs";
import { rules } from "../../../policies/rules";
import { runRules, Sample, unknown } from "../support";
import { ofPeers } from "./names";

/**
 * `node --import tsx test/policies/peers/main.ts CASES.jsonl…`: the rules on cases of the peers, one JSON document a line: `id`, `rule` (the pack's, or
 * a peer's), `expected` "fail" or "pass", and `type` and `inputs` of one resource or `resources`. Prints what differs, and recall and
 * precision as means over the rules. Exit 0: nothing differs; 1: something does; 2: no such rule.
 */
interface Case {
  id: string;
  rule: string;
  expected: "fail" | "pass";
  type?: string;
  inputs?: Sample["inputs"];
  resources?: Sample[];
}

interface Score {
  found: number;
  wanted: number;
  right: number;
}

const cases = process.argv.slice(2).flatMap((file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Case),
);
const scores = new Map<string, Score>();
const differences: string[] = [];

for (const one of cases) {
  const [name = "", port] = (ofPeers[one.rule] ?? one.rule).split(":"); // nsg-no-admin-ports:22 is the rule for one port
  const chosen = rules.filter((rule) => rule.name === name);
  if (chosen.length === 0) {
    console.error(`${one.id}: there is no rule ${name}`);
    process.exit(2);
  }
  const samples = one.resources?.map(referring) ?? [{ type: one.type ?? "", name: "one", inputs: one.inputs ?? {} }];
  const fails = runRules(chosen, samples, port ? { [name]: { ports: [port] } } : {}, undefined, '{"test:profile":"prod"}').some(
    ({ rule }) => rule === name,
  );
  const wanted = one.expected === "fail";
  if (fails !== wanted) differences.push(`${one.id} (${name}): expected ${one.expected}`);
  const score = scores.get(name) ?? { found: 0, wanted: 0, right: 0 };
  scores.set(name, {
    found: score.found + Number(fails),
    wanted: score.wanted + Number(wanted),
    right: score.right + Number(fails && wanted),
  });
}

/** A sample in which `${ref:NAME.id}` is an id that a first preview does not know, with the dependency that the engine records. */
function referring(sample: Sample): Sample {
  const referred = Object.entries(sample.inputs).map(([property, value]) => {
    const names = [...JSON.stringify(value ?? null).matchAll(/\$\{ref:([^}]+)\.id\}/g)].map(([, name = ""]) => name);
    return [property, names] as const;
  });
  const inputs = JSON.stringify(sample.inputs).replace(/\$\{ref:[^}]+\.id\}/g, unknown);
  return {
    ...sample,
    inputs: JSON.parse(inputs) as Sample["inputs"],
    dependsOn: Object.fromEntries(referred.filter(([, names]) => names.length > 0)) as Record<string, string[]>,
  };
}

const mean = (values: number[]) => (values.reduce((sum, one) => sum + one, 0) / values.length).toFixed(3);
const all = [...scores.values()];
for (const one of differences) console.log(one);
console.log(
  `${cases.length} cases, ${all.length} rules: ` +
    `recall ${mean(all.map((one) => (one.wanted === 0 ? 1 : one.right / one.wanted)))}, ` +
    `precision ${mean(all.map((one) => (one.found === 0 ? 1 : one.right / one.found)))}, ${differences.length} differences`,
);
process.exitCode = differences.length === 0 ? 0 : 1;
