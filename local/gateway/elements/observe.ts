import type { PolicyNode } from "../documents/policyNode";
import type { Call } from "../runtime/call";
import { attribute, childOf, childrenOf, Element, Getter, numberGetter, Step, textGetter } from "./element";

const trace: Element = {
  simulated: "as documented; written whatever the severity",
  attributes: { source: "required", severity: "optional" },
  children: { message: { text: true }, metadata: { attributes: { name: "required", value: "required" } } },
  compile(node, compiler) {
    const source = textGetter(attribute(node, "source"))!;
    const severity = (attribute(node, "severity")?.text ?? "verbose") as "verbose" | "information" | "error";
    const messageNode = childOf(node, "message");
    if (!messageNode) compiler.fail(node, "<trace> needs a <message>");
    const message = textGetter(messageNode!.content)!;
    const metadata = childrenOf(node, "metadata").map(
      (entry) => [textGetter(attribute(entry, "name"))!, textGetter(attribute(entry, "value"))!] as const,
    );
    return (call) => {
      const entries = metadata.map(([name, value]) => [name(call), value(call)]);
      call.trace({
        source: source(call),
        severity,
        message: message(call).trim(),
        metadata: Object.fromEntries(entries) as Record<string, string>,
      });
    };
  },
};

/** Dimensions that need no value. */
const known: Readonly<Record<string, (call: Call) => string>> = {
  "API ID": (call) => call.api?.id ?? "",
  "Operation ID": (call) => call.operation?.id ?? "",
  "Product ID": (call) => call.product?.id ?? "",
  "User ID": () => "",
  "Subscription ID": (call) => call.subscription?.id ?? "",
  Location: (call) => call.gateway.model.region,
  "Gateway ID": () => "managed",
  "Backend ID": (call) => call.lastBackend?.id ?? "",
};

const dimensionShape = { dimension: { attributes: { name: "required", value: "optional" } } } as const;

interface Dimension {
  name: string;
  value: Getter<string>;
  /** Known only when the backend is. */
  late: boolean;
}

/** Most dimensions of one metric ("Emit metrics for consumption of language model tokens", 2026). */
const mostDimensions = 5;

function dimensionsOf(node: PolicyNode, compiler: Parameters<Element["compile"]>[1]): Dimension[] {
  const dimensions = childrenOf(node, "dimension").map((child) => {
    const name = attribute(child, "name")?.text ?? "";
    const value = textGetter(attribute(child, "value")) ?? known[name];
    if (!value)
      compiler.fail(child, `the dimension ${name} needs a value; without one there are ${Object.keys(known).join(", ")}`);
    return { name, value: value!, late: name === "Backend ID" };
  });
  if (dimensions.length > mostDimensions) compiler.fail(node, `<${node.name}> takes ${mostDimensions} dimensions`);
  return dimensions;
}

/** Early values are those of inbound. */
function evaluated(call: Call, dimensions: readonly Dimension[]): () => Record<string, string> {
  const early = dimensions.map(({ name, value, late }): [string, string | (() => string)] => [
    name,
    late ? () => value(call) : value(call),
  ]);
  return () => Object.fromEntries(early.map(([name, value]) => [name, typeof value === "string" ? value : value()]));
}

function emit(call: Call, namespace: string, name: string, value: number, dimensions: Record<string, string>): void {
  call.gateway.observer.onMetric?.({ namespace, name, value, dimensions, at: call.gateway.clock.now() });
}

/** `knowsAll`: embeddings and legacy completions too, whatever the behaviour is. */
function tokenMetric(knowsAll: boolean): Element["compile"] {
  return (node, compiler): Step => {
    const namespace = textGetter(attribute(node, "namespace")) ?? (() => "API Management");
    const dimensions = dimensionsOf(node, compiler);
    return (call) => {
      if (!knowsAll && !call.isChat && call.gateway.behaviours.embeddingTokens === "notCounted") return;
      const [space, values] = [namespace(call), evaluated(call, dimensions)];
      call.usageHooks.push((tokens) => {
        if (!tokens) return;
        emit(call, space, "Total Tokens", tokens.total, values());
        emit(call, space, "Prompt Tokens", tokens.prompt, values());
        emit(call, space, "Completion Tokens", tokens.completion, values());
      });
    };
  };
}

const emitMetric: Element = {
  simulated: "as documented",
  attributes: { name: "required", value: "optional", namespace: "optional" },
  children: dimensionShape,
  compile(node, compiler) {
    const [name, namespace] = [
      textGetter(attribute(node, "name"))!,
      textGetter(attribute(node, "namespace")) ?? (() => "API Management"),
    ];
    const value = numberGetter(attribute(node, "value"), 1);
    const dimensions = dimensionsOf(node, compiler);
    return (call) => emit(call, namespace(call), name(call), value(call), evaluated(call, dimensions)());
  },
};

const logToEventhub: Element = {
  simulated: "the event becomes a trace with the source eventhub",
  attributes: { "logger-id": "required", "partition-id": "optional", "partition-key": "optional" },
  text: true,
  compile(node) {
    const [logger, content] = [textGetter(attribute(node, "logger-id"))!, textGetter(node.content)!];
    return (call) =>
      call.trace({ source: "eventhub", severity: "verbose", message: content(call), metadata: { logger: logger(call) } });
  },
};

const metricSimulated = "tokens of the answer's usage; of a stream without usage an estimate with the encoding o200k_base";
const metricShape = { attributes: { namespace: "optional" }, children: dimensionShape, sections: ["inbound"] } as const;

/** Elements that write logs and metrics. */
export const observe: Readonly<Record<string, Element>> = {
  trace,
  "emit-metric": emitMetric,
  "llm-emit-token-metric": { simulated: metricSimulated, ...metricShape, compile: tokenMetric(false) },
  "azure-openai-emit-token-metric": { simulated: metricSimulated, ...metricShape, compile: tokenMetric(true) },
  "log-to-eventhub": logToEventhub,
};
