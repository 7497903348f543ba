import { apiPolicy, globalPolicy } from "../../../components/apiManagement/policies";
import { planPolicy } from "../../../components/apiManagement/planPolicy";
import { audience, homeWith, groupA, plans, pools, tenantId } from "./sample";

const rules = { tenantId, audience };
const dated = apiPolicy("dated", pools, rules, homeWith("gpt-5", "text-embedding-3-large"));
const v1 = apiPolicy("v1", pools, rules, homeWith("gpt-5", "text-embedding-3-large"));
const [standard, premium] = [planPolicy(plans[0]!), planPolicy(plans[1]!)];
const documents = { global: globalPolicy(), dated, v1, standard, premium };
const place = (document: string, text: string): number => {
  const at = document.indexOf(text);
  if (at < 0) throw new Error(`${text} is not in the document`);
  return at;
};

describe.each(Object.entries(documents))("policy %s", (_name, document) => {
  it("is far below API Management's 256 KiB", () => {
    expect(Buffer.byteLength(document)).toBeLessThan(64 * 1024);
  });

  it("has no token left", () => {
    expect(document).not.toMatch(/\$\{/);
  });

  it("knows no consumer and no group", () => {
    expect(document).not.toMatch(new RegExp(`team-a|${groupA}`));
  });
});

it("the policy of all APIs refuses every call while the service is open, and only then", () => {
  const open = globalPolicy("Enabled");
  expect([open.includes("not_open_yet"), documents.global.includes("not_open_yet")]).toEqual([true, false]);
  // After the only condition before it, and under none itself.
  const inbound = open.slice(0, place(open, "not_open_yet"));
  expect(inbound.match(/<choose>/g)?.length).toBe(inbound.match(/<\/choose>/g)?.length);
});

const sections = ["inbound", "backend", "outbound", "on-error"];
const narrow = Object.entries(documents).filter(([name]) => name !== "global");

it.each(narrow.flatMap(([name, document]) => sections.map((section) => [name, section, document] as const)))(
  "policy %s inherits %s",
  (_name, section, document) => {
    expect(document).toMatch(new RegExp(`<${section}>(?:(?!</${section}>).)*<base />`, "s"));
  },
);

describe.each([
  ["dated", dated],
  ["v1", v1],
])("policy of the API %s", (_family, document) => {
  it("names the consumer only after key, token and group were checked", () => {
    const order = [
      "context.Subscription == null",
      "<validate-azure-ad-token",
      "not_in_group",
      '<set-variable name="consumer"',
      "<base />",
    ];
    const places = order.map((text) => place(document, text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("accepts tokens of the tenant and the audience only", () => {
    expect(document).toContain(`<validate-azure-ad-token tenant-id="${tenantId}" header-name="Authorization"`);
    expect(document.match(/<audience>.*<\/audience>/g)).toEqual([`<audience>${audience}</audience>`]);
  });

  it("has no condition around the check of the token", () => {
    expect(document).toMatch(/<\/choose>\s*(?:<set-variable [^>]*\/>\s*|<!--(?:(?!-->).)*-->\s*)*<validate-azure-ad-token/);
  });

  it("takes away all that the caller proved itself with before it shows its own identity", () => {
    const identity = place(document, "<authentication-managed-identity");
    for (const header of ["api-key", "Authorization", "Ocp-Apim-Subscription-Key"])
      expect(place(document, `<set-header name="${header}" exists-action="delete" />`)).toBeLessThan(identity);
    expect(place(document, '<set-query-parameter name="api-key" exists-action="delete" />')).toBeLessThan(identity);
  });

  it.each(["x-policy-id", "x-ms-spillover-deployment", "x-ms-oai-image-generation-deployment"])(
    "takes away the header %s, with which a caller would choose filter or deployment",
    (header) => {
      const identity = place(document, "<authentication-managed-identity");
      expect(place(document, `<set-header name="${header}" exists-action="delete" />`)).toBeLessThan(identity);
    },
  );

  it("records who shows a token of another group, before it answers", () => {
    const refused = document.slice(
      place(document, "<message>not in group</message>"),
      place(document, "does not show the Entra group"),
    );
    expect(refused).toContain('<metadata name="callerObjectId"');
    expect(refused).toContain('<metadata name="callerApplicationId"');
    expect(refused.match(/<return-response>/g)).toHaveLength(1);
  });

  it("sees what is stored wherever a request names it, after what the request says of itself", () => {
    const seen = place(document, '"file_id|file_ids|vector_store_ids|container"');
    expect(seen).toBeGreaterThan(place(document, "previous_response_id"));
    expect(document).toContain('"code_interpreter|file_search|item_reference"');
  });

  it("records the call before a limit can refuse it", () => {
    expect(place(document, "<trace")).toBeLessThan(place(document, "<base />"));
  });

  it("chooses the backend after the plan has spoken", () => {
    expect(place(document, "<set-backend-service")).toBeGreaterThan(place(document, "<base />"));
  });

  it("has at most five dimensions in the token metric", () => {
    for (const metric of document.match(/<[a-z-]+-emit-token-metric .*?<\/[a-z-]+-emit-token-metric>/gs)!)
      expect(metric.match(/<dimension /g)).toHaveLength(5);
  });

  it("refuses an answer larger than what any deployment gives in a minute; provisioned throughput has no such bound", () => {
    expect(document).toContain(`"gpt-5.4=100000|text-embedding-3-large=100000".Split('|')`);
    expect(place(document, '"max_tokens|max_completion_tokens|max_output_tokens"')).toBeGreaterThan(
      place(document, "No region deploys this model"),
    );
    expect(place(document, "max_tokens_too_large")).toBeLessThan(place(document, "<base />"));
  });

  it("knows the models", () => {
    expect(document).toContain(`"gpt-5|gpt-5.4|text-embedding-3-large".Split('|')`);
  });
});

it.each([
  ["dated", dated, "model-", "home", "DeploymentNotFound"],
  ["v1", v1, "v1-", "home-v1", "model_not_found"],
])("the API %s goes to pools and home of its own", (_family, document, prefix, home, code) => {
  expect(document).toContain(`name="pool" value="@("${prefix}" + ((string)context.Variables["model"]).Replace(".", "-"))"`);
  expect(document).toContain(`<set-backend-service backend-id="@(((string)context.Variables["home"]).Split('=')[1])" />`);
  expect(document).toContain(`"=${home}=gpt-5,text-embedding-3-large".Split('|')`);
  expect(document).toContain(`{&quot;error&quot;:{&quot;code&quot;:&quot;${code}&quot;`);
});

it("only the dated API rewrites its path, and only the prefix that names the deployment", () => {
  expect(dated.match(/<rewrite-uri .*\/>/g)).toEqual([
    '<rewrite-uri template="@(context.Operation.UrlTemplate.Replace("/deployments/{deployment-id}", ""))" />',
  ]);
  expect(v1).not.toContain("<rewrite-uri");
});

describe("policy of a plan", () => {
  it("lists its models in alphabetical order", () => {
    expect(standard).toContain(`"gpt-5|text-embedding-3-large".Split('|')`);
  });

  it.each([
    ["standard", standard, ['calls="60"', 'tokens-per-minute="50000"', 'tokens-per-minute="50000"']],
    [
      "premium",
      premium,
      [
        'calls="600"',
        'tokens-per-minute="500000"',
        'token-quota="90000000"',
        'tokens-per-minute="500000"',
        'token-quota="90000000"',
      ],
    ],
  ])("%s has its limits and no others", (_name, document, limits) => {
    expect(document.match(/(?<= )(calls|tokens-per-minute|token-quota)="\d+"/g)).toEqual(limits);
  });

  it("counts tokens by subscription and model", () => {
    expect(standard).toContain(
      'counter-key="@((string)context.Variables["account"] + "/" + (string)context.Variables["model"])"',
    );
  });

  it.each([
    ["standard", standard, true],
    ["premium", premium, false],
  ])("%s: refuses stored objects: %s", (_name, document, refuses) => {
    expect(document.includes("stored_objects_not_in_plan")).toBe(refuses);
  });

  it("with stored objects refuses responses in the background, whose tokens nobody would count", () => {
    expect(premium).toContain("background_not_offered");
    expect(place(premium, '["background"]')).toBeLessThan(place(premium, 'name="kind" value="stored"'));
  });

  it("without stored objects asks for responses that are not kept", () => {
    expect(standard).toContain('"{\\"store\\":false,"');
  });
});

describe("policy of all APIs", () => {
  it("refuses an API that authenticates nobody", () => {
    expect(documents.global).toContain('condition="@(!context.Variables.ContainsKey("consumer"))"');
  });

  it("sends a request with its body kept for another attempt, and passes the answer on at once", () => {
    expect(documents.global).toContain(
      '<forward-request timeout="@((int)context.Variables["waitSeconds"])" buffer-request-body="true" buffer-response="false" />',
    );
    expect(documents.v1).toMatch(/<set-variable name="waitSeconds" value="@\([^>]* 30 : 240\)" \/>/);
    expect(documents.global).toContain('<forward-request timeout="240" buffer-request-body="false" buffer-response="false" />');
  });

  it("tries twice more, at once, and only what leaves nothing behind", () => {
    expect(documents.global).toMatch(
      /<retry condition=".*\["kind"\] == "stateless".*" count="2" interval="1" first-fast-retry="true">/,
    );
  });

  it("does not take a request to the next deployment that this one has no room for", () => {
    expect(documents.global).toMatch(/<retry condition=".*"throttledFor", ""\)\.Length < 3 \|\| [^)]*"large", false\)\) && /);
  });

  it("reads no reason phrase: its wording has changed before", () => {
    expect(documents.global).not.toContain("StatusReason");
  });

  it("has one policy in the section backend", () => {
    const backend = /<backend>(.*)<\/backend>/s.exec(documents.global)?.[1] ?? "";
    expect(backend.match(/^ {8}<[a-z-]+/gm)).toEqual(["        <retry"]);
  });
});
