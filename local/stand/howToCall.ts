import type { Consumer } from "./consumers";
import type { Addresses } from "./stand";

/** What a consumer shows, as the examples write it: headers for curl, the `api_key` of a v1 client, and further headers of an SDK. */
function shown({ credentials, subscriptionKey }: Consumer) {
  const key = {
    curl: ` -H "api-key: ${subscriptionKey}"`,
    node: `, defaultHeaders: { "api-key": "${subscriptionKey}" }`,
    python: `, default_headers={"api-key": "${subscriptionKey}"}`,
  };
  const none = { curl: "", node: "", python: "" };
  if (credentials === "key")
    return {
      ...none,
      curl: key.curl,
      apiKey: `"${subscriptionKey}"`,
      pythonKey: `"${subscriptionKey}"`,
      azure: `apiKey: "${subscriptionKey}"`,
    };
  const token = {
    apiKey: "process.env.TOKEN",
    pythonKey: 'os.environ["TOKEN"]',
    azure: "azureADTokenProvider: async () => process.env.TOKEN",
  };
  const more = credentials === "token" ? none : key;
  return { ...token, ...more, curl: ` -H "Authorization: Bearer $TOKEN"${more.curl}` };
}

/** How to call a running environment: lines to paste. `apiVersion` is that of the dated API. */
export function howToCall({ gateway, ca, control, consumers }: Addresses, apiVersion: string): string {
  const [consumer] = consumers;
  if (!consumer) return `The gateway listens on ${gateway}; the environment has no consumer that could call it.\n`;
  const { name, models } = consumer;
  const { curl, apiKey, pythonKey, azure, node, python } = shown(consumer);
  const model = models.find((one) => !/embedding|image|tts|whisper|transcribe/.test(one)) ?? models[0] ?? "";
  const tokenLine = `curl -s ${control}/tokens -d '{"consumer": "${name}"}' | node -pe 'JSON.parse(fs.readFileSync(0)).token'`;
  return `The gateway: ${gateway}   its certificate: ${ca}   control: ${control}
Watch it in a browser: ${control}/
Consumers: ${consumers.map((one) => one.name).join(", ")}

With curl:

  TOKEN=$(${tokenLine})
  curl --cacert ${ca} ${gateway}/openai/v1/chat/completions${curl} \\
    -H "Content-Type: application/json" -d '{"model": "${model}", "messages": [{"role": "user", "content": "Hello"}]}'

With the SDK for Node.js (NODE_EXTRA_CA_CERTS=${ca}, TOKEN as above):

  import OpenAI, { AzureOpenAI } from "openai";
  const v1 = new OpenAI({ baseURL: "${gateway}/openai/v1", apiKey: ${apiKey}${node} });
  console.log(await v1.responses.create({ model: "${model}", input: "Hello" }));
  const dated = new AzureOpenAI({ endpoint: "${gateway}", apiVersion: "${apiVersion}", ${azure}${node} });
  console.log(await dated.chat.completions.create({ model: "${model}", messages: [{ role: "user", content: "Hello" }] }));

With the SDK for Python (SSL_CERT_FILE=${ca}, TOKEN as above):

  import os; from openai import OpenAI
  client = OpenAI(base_url="${gateway}/openai/v1", api_key=${pythonKey}${python})
  print(client.chat.completions.create(model="${model}", messages=[{"role": "user", "content": "Hello"}]))

A region that fails, what the gateway logged, what the models got:

  curl -X PUT ${control}/regions/LOCATION -d '{"state": "down"}'      (curl ${control}/regions lists them)
  curl ${control}/logs/ApiManagementGatewayLogs
  curl ${control}/received

Ctrl-C ends it.
`;
}
