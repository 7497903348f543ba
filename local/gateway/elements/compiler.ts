import type { Coverage } from "../coverage";
import { PolicyNode, Finding } from "../documents/policyNode";
import type { Call, Section } from "../runtime/call";
import { PolicyFault } from "../runtime/faults";
import { Element, ElementCompiler, sequence, Shape, Step } from "./element";
import { elements } from "./index";

/** What a policy document is of; each `<base />` goes to the next broader one. */
export type Scope = "global" | "product" | "api" | "operation";

/** The sections of one document, ready to run. */
export type CompiledDocument = Readonly<Record<Section, Step | undefined>> & {
  /** What a preflight runs: the `cors` that stand in `inbound` itself, and what `<base />` there leads to. */
  readonly preflight?: Step;
};

const sections: readonly Section[] = ["inbound", "backend", "outbound", "on-error"];

/** Where a document stands, and what it can refer to. */
export interface DocumentPlace {
  /** Name of the document, for messages and explanations. */
  name: string;
  /** What the document is of. */
  scope: Scope;
  /** Policy fragments, by id. */
  fragments: ReadonlyMap<string, PolicyNode>;
  /** Gets what is not simulated. */
  findings: Finding[];
  /** Counts what runs; undefined where nobody asked for that. */
  coverage: Coverage | undefined;
  /** Runs the same section of the next broader document. */
  runBase(call: Call, scope: Scope, section?: "preflight"): ReturnType<Step>;
}

/** Makes the steps of a document; what is not simulated goes to the findings. */
export function compileDocument(root: PolicyNode, place: DocumentPlace): CompiledDocument {
  const compiled: { -readonly [name in keyof CompiledDocument]?: Step } = {};
  const report = (node: PolicyNode, message: string): void =>
    void place.findings.push({ document: place.name, line: node.line, message });
  if (root.name !== "policies") report(root, `the root is <policies>, not <${root.name}>`);
  for (const node of root.children) {
    const section = sections.find((name) => name === node.name);
    if (!section) report(node, `<${node.name}> is no section`);
    else compiled[section] = new DocumentCompiler(place, section, report).steps(node);
    if (section !== "inbound") continue;
    const answering = node.children.filter(({ name }) => name === "cors" || name === "base");
    // Findings of these elements are told already.
    compiled.preflight = new DocumentCompiler({ ...place, findings: [] }, section, () => undefined).preflight(answering);
  }
  return compiled as CompiledDocument;
}

class DocumentCompiler implements ElementCompiler {
  constructor(
    private readonly place: DocumentPlace,
    private readonly section: Section,
    private readonly report: (node: PolicyNode, message: string) => void,
  ) {}

  steps(node: PolicyNode): Step {
    return sequence(node.children.map((child) => this.step(child)));
  }

  preflight(nodes: readonly PolicyNode[]): Step {
    const { place } = this;
    return sequence(
      nodes.map((node) =>
        node.name === "base" ? (call: Call) => place.runBase(call, place.scope, "preflight") : this.step(node),
      ),
    );
  }

  fragment(node: PolicyNode, id: string): Step {
    const fragment = this.place.fragments.get(id);
    if (!fragment) this.fail(node, `there is no fragment ${id}`);
    return this.steps(fragment!);
  }

  base(): Step {
    const { place } = this;
    return (call) => place.runBase(call, place.scope);
  }

  branch(node: PolicyNode, what: string, step: Step): Step {
    const { coverage, name } = this.place;
    const told = coverage?.place(name, node.line, `${what} of <${node.name}> in ${this.section} ${node.path}`);
    if (!told) return step;
    return (call) => {
      told();
      return step(call);
    };
  }

  fail(node: PolicyNode, message: string): never {
    throw new NotSimulated(node, message);
  }

  private step(node: PolicyNode): Step {
    const element: Element | undefined = elements[node.name];
    try {
      if (!element) this.fail(node, `<${node.name}> is outside of what is simulated`);
      if (element.sections && !element.sections.includes(this.section))
        this.fail(node, `<${node.name}> cannot stand in <${this.section}>`);
      this.check(node, element);
      return this.branch(node, "run", this.located(node, element.compile(node, this)));
    } catch (error) {
      if (!(error instanceof NotSimulated)) throw error;
      this.report(error.node, error.message);
      return () => undefined;
    }
  }

  private check(node: PolicyNode, shape: Shape): void {
    const allowed = { id: "optional", ...shape.attributes };
    for (const name of node.attributes.keys())
      if (!Object.hasOwn(allowed, name))
        this.report(node, `the attribute ${name} of <${node.name}> is outside of what is simulated`);
    for (const [name, need] of Object.entries(allowed))
      if (need === "required" && !node.attributes.has(name)) this.report(node, `<${node.name}> needs the attribute ${name}`);
    if (shape.children === "policies") return;
    for (const child of node.children) {
      const inner = shape.children?.[child.name];
      if (!inner) this.report(child, `<${child.name}> in <${node.name}> is outside of what is simulated`);
      else this.check(child, inner);
    }
    if (!shape.text && node.children.length === 0 && (node.content.expression || node.content.text.trim() !== ""))
      this.report(node, `<${node.name}> has no text`);
  }

  /** Errors know where they came from; the body of an answer is there before an expression reads it. */
  private located(node: PolicyNode, step: Step): Step {
    const { place, section } = this;
    const policyId = node.attributes.get("id")?.text ?? "";
    const position = { scope: place.scope, section, path: node.path, policyId, document: place.name, line: node.line };
    const enter = (call: Call): void => void (call.position = position);
    const run: Step = readsBody(node)
      ? async (call) => {
          await call.response?.body.buffer();
          enter(call);
          return step(call);
        }
      : (call) => {
          enter(call);
          return step(call);
        };
    return (call) => (call.gateway.observer.onStep ? observed(call, node, run, place.name, section) : run(call));
  }
}

class NotSimulated extends Error {
  constructor(
    readonly node: PolicyNode,
    message: string,
  ) {
    super(message);
  }
}

/** Whether an expression of the element itself, not of policies in it, reads the body of the answer. */
function readsBody(node: PolicyNode): boolean {
  const sources = [node.content, ...node.attributes.values()];
  if (sources.some(({ expression }) => expression?.readsResponseBody)) return true;
  if (node.name === "retry") return false;
  return node.children.some(
    (child) =>
      !(child.name in elements) &&
      [child.content, ...child.attributes.values()].some(({ expression }) => expression?.readsResponseBody),
  );
}

async function observed(call: Call, node: PolicyNode, run: Step, document: string, section: Section): Promise<"finished" | void> {
  const attempts = call.attempts.length;
  const tell = (outcome: string): void =>
    call.gateway.observer.onStep?.(
      { document, section, line: node.line, element: node.name, outcome, elapsed: call.elapsed() },
      call.id,
    );
  try {
    const flow = await run(call);
    const attempt =
      call.attempts.length > attempts ? `attempt: ${call.attempts.at(-1)!.status ?? call.attempts.at(-1)!.failure}` : undefined;
    tell(flow === "finished" ? `answered ${call.response?.status}` : (attempt ?? call.outcome ?? "done"));
    call.outcome = undefined;
    return flow;
  } catch (error) {
    tell(error instanceof PolicyFault ? `error ${error.fault.reason}` : "error");
    throw error;
  }
}
