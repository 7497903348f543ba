import type { Expression } from "../csharp/expression";
import { now } from "../csharp/library/dates";
import { CsException, Value } from "../csharp/values";
import { textOf } from "../csharp/text";
import type { PolicyNode, Source } from "../documents/policyNode";
import type { Call } from "../runtime/call";
import { PolicyFault } from "../runtime/faults";

/** What a step did: `finished` ends the pipeline. */
export type Flow = "finished" | void;
/** One element, ready to run. */
export type Step = (call: Call) => Flow | Promise<Flow>;

/** How the content of an element is checked. */
export interface Shape {
  /** Every attribute that may stand there; another one is a finding. */
  attributes?: Readonly<Record<string, "required" | "optional">>;
  /** `policies`: any policy; else the elements that may stand in it, each with its own shape. */
  children?: "policies" | Readonly<Record<string, Shape>>;
  /** Whether text may stand in it. */
  text?: boolean;
}

/** A policy element that is simulated. */
export interface Element extends Shape {
  /** `as documented`, or what is different. */
  simulated: string;
  /** Sections in which it may stand; all when absent. */
  sections?: readonly string[];
  /** Makes the step; what it cannot do it reports with `compiler.fail`. */
  compile(node: PolicyNode, compiler: ElementCompiler): Step;
}

/** What an element gets to make its step. */
export interface ElementCompiler {
  /** Steps of the policies in an element. */
  steps(node: PolicyNode): Step;
  /** Steps of a policy fragment; one that is not there is a finding. */
  fragment(node: PolicyNode, id: string): Step;
  /** Runs the same section of the next broader scope. */
  base(node: PolicyNode): Step;
  /** Tells each time that a step of it runs, for those who count that. */
  branch(node: PolicyNode, what: string, step: Step): Step;
  /** Reports what is not simulated, at the line of the node. */
  fail(node: PolicyNode, message: string): never;
}

/** A value that is known only when a call runs. */
export type Getter<T> = (call: Call) => T;

/** Runs an expression; what it throws is an error of the call. */
export function evaluate(expression: Expression, call: Call): Value {
  now.clock = call.gateway.clock;
  try {
    return expression.run(call.context);
  } catch (error) {
    if (!(error instanceof CsException)) throw error;
    throw new PolicyFault({
      source: "expression",
      reason: "ExpressionValueEvaluationFailure",
      message: `Expression evaluation failed. ${error.message}`,
      status: 500,
    });
  }
}

/** A value as a text, as it goes into headers and the like. */
export function textGetter(source: Source | undefined): Getter<string> | undefined {
  if (!source) return undefined;
  const { expression, text } = source;
  if (!expression) return () => text;
  return (call) => textOf(evaluate(expression, call));
}

/** A value as what it is: a text when it is no expression. */
export function valueGetter(source: Source): Getter<Value> {
  const { expression, text } = source;
  return expression ? (call) => evaluate(expression, call) : () => text;
}

const fault = (message: string): PolicyFault =>
  new PolicyFault({ source: "configuration", reason: "ExpressionValueEvaluationFailure", message, status: 500 });

/** A truth value, `otherwise` without an attribute; a text must be `true` or `false`. */
export function boolGetter(source: Source | undefined, otherwise: boolean): Getter<boolean> {
  if (!source) return () => otherwise;
  const value = valueGetter(source);
  return (call) => {
    const given = value(call);
    const word = typeof given === "string" ? given.trim().toLowerCase() : given;
    if (word === true || word === "true") return true;
    if (word === false || word === "false") return false;
    throw fault(`Expected a boolean, got ${textOf(given)}.`);
  };
}

/** A number, `otherwise` without an attribute; a text must be one. */
export function numberGetter(source: Source | undefined, otherwise: number): Getter<number> {
  if (!source) return () => otherwise;
  const value = textGetter(source)!;
  return (call) => {
    const number = Number(value(call));
    if (Number.isNaN(number)) throw fault(`Expected a number, got ${value(call)}.`);
    return number;
  };
}

/** Attributes by name, and the like for children. */
export const attribute = (node: PolicyNode, name: string): Source | undefined => node.attributes.get(name);
/** The children of a name, in order. */
export const childrenOf = (node: PolicyNode, name: string): PolicyNode[] => node.children.filter((child) => child.name === name);
/** The first child of a name. */
export const childOf = (node: PolicyNode, name: string): PolicyNode | undefined =>
  node.children.find((child) => child.name === name);

/** An attribute that has to be a plain text. */
export function plain(node: PolicyNode, name: string, compiler: ElementCompiler): string | undefined {
  const source = attribute(node, name);
  if (source?.expression) compiler.fail(node, `${node.name}: ${name} cannot be an expression`);
  return source?.text;
}

/** Runs steps one after another; waits only for those that wait. */
export function sequence(steps: readonly Step[]): Step {
  if (steps.length === 1) return steps[0]!;
  return (call) => runFrom(steps, 0, call);
}

function runFrom(steps: readonly Step[], start: number, call: Call): Flow | Promise<Flow> {
  for (let index = start; index < steps.length; index += 1) {
    const flow = steps[index]!(call);
    if (flow === "finished") return flow;
    if (flow) return flow.then((end) => end ?? runFrom(steps, index + 1, call));
  }
  return undefined;
}
