import { randomUUID } from "node:crypto";
import type { Coverage } from "./coverage";
import { documentReader, Finding, PolicyDocumentError, PolicyNode } from "./documents/policyNode";
import { PlanModel, readPlan } from "./documents/planModel";
import { CompiledDocument, compileDocument, Scope } from "./elements/compiler";
import { Pools } from "./runtime/backends";
import { Breakers } from "./runtime/breakers";
import { Call, CallDocument } from "./runtime/call";
import { Counters } from "./runtime/counters";
import type { GatewayState } from "./runtime/gatewayState";
import { Router } from "./runtime/matching";
import { runBase, runCall } from "./runtime/pipeline";
import { subscriptionsOf } from "./runtime/subscriptions";
import type { Behaviours, Gateway, GatewayArgs, GatewaySecrets } from "./types";

export * from "./records";
export * from "./types";
export { Coverage } from "./coverage";
export { PolicyDocumentError } from "./documents/policyNode";

/** What is taken where it is not known how Azure behaves. */
const defaultBehaviours: Behaviours = {
  exhaustion: "response",
  responseInOnError: "present",
  sameUrlBreakers: "separate",
  embeddingTokens: "counted",
  tokenArrays: "estimated",
  setBodyInOnError: "works",
  breakerReset: "closed",
};

/** Most bytes of an answer that a record keeps: as much as the log of messages takes ("Log large language model traffic", 2025-08). */
const defaultBodyBytes = 2 * 1024 * 1024;

/**
 * Makes a gateway of the policy documents, backends, products and subscriptions of a plan.
 *
 * @throws PolicyDocumentError with everything in the documents that is not simulated: nothing passes in silence.
 */
export async function createGateway(args: GatewayArgs): Promise<Gateway> {
  const model = readPlan(args.plan);
  const documents = await documentsFor(args, model);
  const state = stateOf(args, model);
  const pipeline = {
    router: new Router(model.apis),
    documents: (call: Call) => documentsOf(call, documents),
    bodyBytes: args.bodyBytes ?? defaultBodyBytes,
  };
  return {
    subscriptions: state.subscriptions,
    handle: (request) => runCall(new Call(state, request), pipeline),
    breakers: () => state.breakers.states(),
    reset: () => {
      for (const part of [state.counters, state.breakers, state.pools]) part.reset();
      state.cache.clear();
    },
  };
}

function stateOf(
  { transport, clock, random, identity, secrets, behaviours, observer }: GatewayArgs,
  model: PlanModel,
): GatewayState {
  const chosen = { ...defaultBehaviours, ...behaviours };
  const breakers = new Breakers(model.backends, clock, chosen);
  return {
    model,
    transport,
    clock,
    random,
    identity,
    behaviours: chosen,
    observer: observer ?? {},
    breakers,
    pools: new Pools(model.backends, breakers),
    counters: new Counters(clock),
    subscriptions: subscriptionsOf(model, secrets),
    cache: new Map(),
    running: new Map(),
    newId: randomUUID,
  };
}

type Documents = ReadonlyMap<string, CompiledDocument>;

/** Documents of plans that were compiled with no named values of their own: they hold no state, so gateways can share them. */
const compiledPlans = new WeakMap<object, Promise<Documents>>();

function documentsFor({ plan, secrets, coverage }: GatewayArgs, model: PlanModel): Promise<Documents> {
  if (secrets.namedValues || coverage) return compileAll(model, secrets, coverage);
  const found = compiledPlans.get(plan) ?? compileAll(model, secrets);
  compiledPlans.set(plan, found);
  return found;
}

/** Compiles every document of the plan; findings of all are told together. */
async function compileAll(model: PlanModel, secrets: GatewaySecrets, coverage?: Coverage): Promise<Documents> {
  const findings: Finding[] = [];
  const read = await documentReader(findings, coverage);
  const namedValues = (name: string): string => {
    const value = secrets.namedValues?.[name] ?? model.namedValues.get(name);
    if (value === undefined)
      throw new Error(
        model.namedValues.has(name) ? `the value of {{${name}}} is secret: give it` : `there is no named value {{${name}}}`,
      );
    return value;
  };
  const reading = (name: string, text: string): PolicyNode | undefined => {
    try {
      return read(name, text, namedValues);
    } catch (error) {
      if (!(error instanceof PolicyDocumentError)) throw error;
      findings.push(...error.findings);
      return undefined;
    }
  };
  const fragments = new Map(
    [...model.fragments].flatMap(([id, text]): [string, PolicyNode][] => toEntry(id, reading(`fragment/${id}`, text))),
  );
  const compiled = new Map<string, CompiledDocument>();
  for (const { name, scope, text } of documentTexts(model)) {
    const root = reading(name, text);
    if (root) compiled.set(name, compileDocument(root, { name, scope, fragments, findings, coverage, runBase }));
  }
  if (findings.length > 0) throw new PolicyDocumentError(findings);
  return compiled;
}

const toEntry = (id: string, node: PolicyNode | undefined): [string, PolicyNode][] => (node ? [[id, node]] : []);

function documentTexts(model: PlanModel): { name: string; scope: Scope; text: string }[] {
  const texts: { name: string; scope: Scope; text: string | undefined }[] = [
    { name: "global", scope: "global", text: model.globalPolicy },
    ...[...model.products.values()].map(({ id, policy }) => ({ name: `product/${id}`, scope: "product" as const, text: policy })),
    ...model.apis.map(({ id, policy }) => ({ name: `api/${id}`, scope: "api" as const, text: policy })),
    ...model.apis.flatMap(({ id, operationPolicies }) =>
      [...operationPolicies].map(([operation, text]) => ({
        name: `operation/${id}/${operation}`,
        scope: "operation" as const,
        text,
      })),
    ),
  ];
  return texts.flatMap(({ text, ...place }) => (text === undefined ? [] : [{ ...place, text }]));
}

function documentsOf(call: Call, documents: Documents): CallDocument[] {
  const { api, operation, product } = call;
  const names: [Scope, string][] = [];
  if (api && operation) names.push(["operation", `operation/${api.id}/${operation.id}`]);
  // Of a call without operation only a preflight belongs to the API.
  if (api && (operation || call.received.method === "OPTIONS")) names.push(["api", `api/${api.id}`]);
  if (product) names.push(["product", `product/${product.id}`]);
  names.push(["global", "global"]);
  return names.flatMap(([scope, name]) => {
    const sections = documents.get(name);
    return sections ? [{ scope, sections }] : [];
  });
}
