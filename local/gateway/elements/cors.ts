import { Body } from "../runtime/body";
import type { Call } from "../runtime/call";
import { Headers } from "../runtime/headers";
import { attribute, boolGetter, childOf, childrenOf, Element, Getter, textGetter } from "./element";
import type { PolicyNode } from "../documents/policyNode";

const list = (child: string): { attributes?: Record<string, "optional">; children: Record<string, { text: true }> } => ({
  children: { [child]: { text: true } },
});

const values = (node: PolicyNode, group: string, child: string): Getter<string[]> => {
  const parent = childOf(node, group);
  const getters = parent ? childrenOf(parent, child).map((entry) => textGetter(entry.content)!) : [];
  return (call) => getters.map((getter) => getter(call).trim());
};

const corsElement: Element = {
  simulated:
    "as documented: a preflight of an API without such an operation runs this element alone; the answer names what is allowed",
  attributes: { "allow-credentials": "optional", "terminate-unmatched-request": "optional" },
  children: {
    "allowed-origins": list("origin"),
    "allowed-methods": { attributes: { "preflight-result-max-age": "optional" }, children: { method: { text: true } } },
    "allowed-headers": list("header"),
    "expose-headers": list("header"),
  },
  sections: ["inbound"],
  compile(node) {
    const [origins, methods] = [values(node, "allowed-origins", "origin"), values(node, "allowed-methods", "method")];
    const [allowed, exposed] = [values(node, "allowed-headers", "header"), values(node, "expose-headers", "header")];
    const credentials = boolGetter(attribute(node, "allow-credentials"), false);
    const terminates = boolGetter(attribute(node, "terminate-unmatched-request"), true);
    return (call) => {
      const origin = call.request.headers.get("Origin");
      if (!origin) return;
      const known = origins(call).some((own) => own === "*" || own === origin);
      const preflight = call.received.method === "OPTIONS";
      if (!known) return terminates(call) ? answer(call, []) : undefined;
      const headers: [string, string][] = [["Access-Control-Allow-Origin", origin]];
      if (credentials(call)) headers.push(["Access-Control-Allow-Credentials", "true"]);
      if (exposed(call).length > 0) headers.push(["Access-Control-Expose-Headers", exposed(call).join(",")]);
      if (!preflight) return void call.answerHeaders.push(...headers);
      return answer(call, [
        ...headers,
        ["Access-Control-Allow-Methods", methods(call).join(",") || "GET,POST"],
        ["Access-Control-Allow-Headers", allowed(call).join(",")],
      ]);
    };
  },
};

function answer(call: Call, headers: [string, string][]): "finished" {
  call.response = { status: 200, reason: "OK", headers: new Headers(headers), body: Body.of(undefined), streamed: false };
  return "finished";
}

/** Cross-origin requests. */
export const cors: Readonly<Record<string, Element>> = { cors: corsElement };
