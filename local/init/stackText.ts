import { stringify } from "yaml";
import type { Answers } from "./questions";

/** A text as YAML writes it on one line, quoted where it must be. */
const text = (value: string): string => stringify(value, { version: "1.1", lineWidth: 0 }).trim();

/** The stack file of a smallest environment with comments. */
export function stackText(answers: Answers, schema: string | undefined): string {
  const say = Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, text(value)])) as Answers;
  return `${schema ? `# yaml-language-server: $schema=${schema}\n` : ""}# A smallest environment, made by npm run init. docs/settings.md lists every setting.
config:
  azure-openai-shield:profile: dev # small and without zones; prod: zones, protection, longer retention
  azure-openai-shield:location: ${say.location}
  azure-openai-shield:namePrefix: ${say.prefix} # a later change destroys everything
  azure-openai-shield:ingress:
    hostName: ${say.host}
    certificate:
      selfSigned: {} # or keyVaultSecretId, or pfx as a secret
  azure-openai-shield:apiManagement:
    publisherName: ${say.publisher}
    publisherEmail: ${say.email}
  azure-openai-shield:identity:
    tenantId: ${say.tenant}
    audience: ${say.audience}
    # groups: { administrators: GUID, auditors: GUID, operators: GUID } # Entra groups of people; none has a role without it
  azure-openai-shield:openAi:
    regions: # one account each; a second region takes over when the first one is down
      - location: ${say.location}
        deployments: # capacity: thousands of tokens a minute
          - { model: ${say.model}, version: ${JSON.stringify(answers.version)}, sku: DataZoneStandard, capacity: 50 }
  azure-openai-shield:plans: # limits for each consumer and model
    - name: standard
      models: [${say.model}]
      tokensPerMinute: 20000
      tokensPerMonth: 50000000
      requestsPerMinute: 120
  azure-openai-shield:consumers: # a team is four lines
    - name: ${say.consumer}
      entraGroup: ${say.group}
      plan: standard
      costCentre: ${say["cost-centre"]}
`;
}
