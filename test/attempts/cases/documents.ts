import type { Attempt } from "../attempt";
import { service } from "../attempt";
import type { Changed } from "../changes";

const document =
  (edit: (text: string) => string, type = "ApiPolicy", name = "apim-openai") =>
  (plan: Changed) =>
    plan.edit(`apimanagement:${type}`, name, "value", edit);
const within = (section: string, xml: string) => document((text) => text.replace(`<${section}>`, `<${section}>${xml}`));
const afterToken = (xml: string) =>
  document((text) => text.replace("</validate-azure-ad-token>", `</validate-azure-ad-token>${xml}`));
const audience = (value: string) =>
  document((text) => text.replace(/<audience>[^<]*<\/audience>/, `<audience>${value}</audience>`));
const header = 'context.Request.Headers.GetValueOrDefault("Authorization", "")';

/** What a policy document may do to callers and their credentials once the token has been checked, and before. */
export const documents: Attempt[] = [
  ...["https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000", "https://management.azure.com/"].map((value) => ({
    name: `a token for ${value} is enough`,
    change: audience(value),
  })),
  {
    name: "a token for one more audience is enough",
    change: document((text) => text.replace("<audiences>", "<audiences><audience>https://graph.microsoft.com</audience>")),
  },
  {
    name: "the token is taken from the address of the call",
    change: document((text) => text.replace('header-name="Authorization"', 'query-parameter-name="token"')),
  },
  {
    name: "nobody asks for the group of a caller",
    change: document((text) =>
      text.replace(/<choose>\s*<when condition="@\(!\(\(string\)context\.Variables\["shown"\][\s\S]*?<\/choose>/, ""),
    ),
  },
  {
    name: "every caller is said to be in the group",
    change: document((text) =>
      text.replace(
        /<set-variable name="shown" value="@\{[\s\S]*?\}" \/>/,
        '<set-variable name="shown" value="@("|groups:" + ((string)context.Variables["account"]).Substring(((string)context.Variables["account"]).LastIndexOf("--") + 2) + "|")" />',
      ),
    ),
  },
  {
    name: "the caller's token is written to the log",
    change: afterToken(`<trace source="shield" severity="information"><message>@(${header})</message></trace>`),
  },
  {
    name: "the caller's key is written to the log, beside other words",
    change: afterToken(
      '<trace source="shield" severity="information"><message>call</message><metadata name="k" value="@(context.Request.Headers["api-key"][0])" /></trace>',
    ),
  },
  {
    name: "the subscription's key is written to the log",
    change: afterToken(
      '<trace source="shield" severity="information"><message>@(context.Subscription.PrimaryKey)</message></trace>',
    ),
  },
  {
    name: "all headers of the call are written to the log",
    change: afterToken(
      '<trace source="shield" severity="information"><message>@(string.Join(";", context.Request.Headers.SelectMany(h => h.Value)))</message></trace>',
    ),
  },
  {
    name: "the caller's token counts as a dimension",
    change: afterToken(
      `<emit-metric name="calls" value="1" namespace="n"><dimension name="t" value="@(${header})" /></emit-metric>`,
    ),
  },
  {
    name: "the gateway's token is kept, and sent to the caller",
    change: document((text) =>
      text
        .replace(
          "<backend>",
          '<backend><authentication-managed-identity resource="https://cognitiveservices.azure.com" output-token-variable-name="mine" />',
        )
        .replace(
          "<outbound>",
          '<outbound><set-header name="x-token" exists-action="override"><value>@((string)context.Variables["mine"])</value></set-header>',
        ),
    ),
  },
  {
    name: "the call's own headers are sent back",
    change: within(
      "outbound",
      '<set-header name="x-authorization" exists-action="override"><value>@(context.Request.Headers.GetValueOrDefault("Authorization", ""))</value></set-header>',
    ),
  },
  {
    name: "the caller's credentials are sent back in the answer",
    change: within("outbound", `<set-body>@(${header})</set-body>`),
  },
  {
    name: "calls follow wherever a backend sends them",
    change: document((text) => text.replace("<forward-request ", '<forward-request follow-redirects="true" '), "Policy", "apim"),
  },
  {
    name: "a backend that was made by hand is chosen",
    change: within("backend", '<set-backend-service backend-id="made-by-hand" />'),
  },
  {
    name: "a call is shown to a content filter that was made by hand",
    change: afterToken('<llm-content-safety backend-id="filter-of-somebody" />'),
  },
  {
    name: "a call is shown to a content filter that is computed",
    change: afterToken(
      '<llm-content-safety backend-id="@(context.Request.Headers.GetValueOrDefault(&quot;x&quot;, &quot;&quot;))" />',
    ),
  },
  {
    name: "an operation calls a backend that was made by hand",
    change: (plan) =>
      plan.add("apimanagement:ApiOperationPolicy", "op", {
        ...service,
        apiId: "openai",
        operationId: "ChatCompletions_Create",
        policyId: "policy",
        format: "rawxml",
        value:
          '<policies><inbound><base /><set-backend-service backend-id="elsewhere" /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>',
      }),
  },
  {
    name: "a product's document takes the token of another audience",
    change: document(
      (text) =>
        text.replace(
          "<inbound>",
          '<inbound><validate-azure-ad-token tenant-id="11111111-1111-4111-8111-111111111111"><audiences><audience>https://graph.microsoft.com</audience></audiences></validate-azure-ad-token>',
        ),
      "ProductPolicy",
      "apim-standard",
    ),
  },
  ...[
    ["a JSON web token", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"],
    ["a private key", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"],
    ["a password for basic authentication", "Basic dXNlcjpwYXNzd29yZA=="],
    ["a connection string of Service Bus", "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=k"],
  ].map(([what, value]) => ({
    name: `a named value is ${what}`,
    change: (plan: Changed) =>
      plan.add("apimanagement:NamedValue", "n", {
        ...service,
        namedValueId: "n",
        displayName: "n",
        secret: false,
        value,
      }),
  })),
  {
    name: "a named value is called a password, and is none of the vault",
    change: (plan) =>
      plan.add("apimanagement:NamedValue", "n", {
        ...service,
        namedValueId: "n",
        displayName: "partner-password",
        secret: false,
        value: "summer",
      }),
  },
];
