import type * as network from "@pulumi/azure-native/types/input";

/**
 * Rewrite rules that move a key to the header `api-key`, where API Management looks for it, from the places where tools send one: `Ocp-Apim-Subscription-Key`, and
 * `Authorization: Bearer`, as the SDKs for OpenAI's v1 API do with their `api_key`. A token has dots and no key has, so it stays where it is; so does a
 * key beside an `api-key` (Microsoft Learn, "Rewrite HTTP headers and URL with Application Gateway": captured groups, empty value deletes a header).
 */
export const keyRewrites: network.network.ApplicationGatewayRewriteRuleSetArgs = {
  name: "key",
  rewriteRules: [
    ["ocp-apim-subscription-key", 100, "Ocp-Apim-Subscription-Key", "^([A-Za-z0-9]+)$"] as const,
    ["bearer", 200, "Authorization", "^Bearer +([A-Za-z0-9]+)$"] as const,
  ].map(([name, ruleSequence, header, pattern]) => ({
    name,
    ruleSequence,
    conditions: [
      { variable: `http_req_${header}`, pattern, ignoreCase: true, negate: false },
      { variable: "http_req_api-key", pattern: ".", ignoreCase: true, negate: true },
    ],
    actionSet: {
      requestHeaderConfigurations: [
        { headerName: "api-key", headerValue: `{http_req_${header}_1}` },
        { headerName: header, headerValue: "" },
      ],
    },
  })),
};
