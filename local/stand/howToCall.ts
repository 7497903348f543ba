import type { Addresses } from "./stand";

/** How to call a running environment: lines to paste. `apiVersion` is that of the dated API. */
export function howToCall({ gateway, ca, control, consumers }: Addresses, apiVersion: string): string {
  const [consumer] = consumers;
  if (!consumer) return `The gateway listens on ${gateway}; the environment has no consumer that could call it.\n`;
  const { name, subscriptionKey, models } = consumer;
  const model = models.find((one) => !/embedding|image|tts|whisper|transcribe/.test(one)) ?? models[0] ?? "";
  const tokenLine = `curl -s ${control}/tokens -d '{"consumer": "${name}"}' | node -pe 'JSON.parse(fs.readFileSync(0)).token'`;
  return `The gateway: ${gateway}   its certificate: ${ca}   control: ${control}
Watch it in a browser: ${control}/
Consumers: ${consumers.map((one) => one.name).join(", ")}

With curl:

  TOKEN=$(${tokenLine})
  curl --cacert ${ca} ${gateway}/openai/v1/chat/completions -H "Authorization: Bearer $TOKEN" -H "api-key: ${subscriptionKey}" \\
    -H "Content-Type: application/json" -d '{"model": "${model}", "messages": [{"role": "user", "content": "Hello"}]}'

With the SDK for Node.js (NODE_EXTRA_CA_CERTS=${ca}, TOKEN as above):

  import OpenAI, { AzureOpenAI } from "openai";
  const v1 = new OpenAI({ baseURL: "${gateway}/openai/v1", apiKey: process.env.TOKEN, defaultHeaders: { "api-key": "${subscriptionKey}" } });
  console.log(await v1.responses.create({ model: "${model}", input: "Hello" }));
  const dated = new AzureOpenAI({ endpoint: "${gateway}", apiVersion: "${apiVersion}", azureADTokenProvider: async () => process.env.TOKEN,
    defaultHeaders: { "api-key": "${subscriptionKey}" } });
  console.log(await dated.chat.completions.create({ model: "${model}", messages: [{ role: "user", content: "Hello" }] }));

With the SDK for Python (SSL_CERT_FILE=${ca}, TOKEN as above):

  import os; from openai import OpenAI
  client = OpenAI(base_url="${gateway}/openai/v1", api_key=os.environ["TOKEN"], default_headers={"api-key": "${subscriptionKey}"})
  print(client.chat.completions.create(model="${model}", messages=[{"role": "user", "content": "Hello"}]))

A region that fails, what the gateway logged, what the models got:

  curl -X PUT ${control}/regions/LOCATION -d '{"state": "down"}'      (curl ${control}/regions lists them)
  curl ${control}/logs/ApiManagementGatewayLogs
  curl ${control}/received

Ctrl-C ends it.
`;
}
