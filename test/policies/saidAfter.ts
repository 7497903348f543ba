import { rules } from "../../policies/rules";
import { goodStack } from "./goodStack";
import { runRules, Said } from "./support";

/** What one rule says when one input of the good stack is something else; an undefined value takes the input away. */
export function saidAfter(rule: string, resource: string, path: string, value: unknown): Said[] {
  const samples = goodStack();
  const sample = samples.find((one) => one.name === resource);
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const holder = steps.reduce<Record<string, unknown>>(
    (place, step) => place[step] as Record<string, unknown>,
    sample?.inputs ?? {},
  );
  holder[last] = value;
  return runRules(
    rules.filter((one) => one.name === rule),
    samples,
  );
}
