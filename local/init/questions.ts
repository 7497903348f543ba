/** A question of the command. */
export interface Asked {
  /** What is asked, without a question mark. */
  question: string;
  /** An answer of the right form. */
  example: string;
  /** Whether the example is taken when nothing is said. @default false */
  usual?: boolean;
}

/** What a smallest environment must be told: option of the command, question, example; `usual` where nothing said means the example. */
export const questions = {
  location: { question: "Azure region of the environment and its first account", example: "swedencentral", usual: true },
  prefix: { question: "Beginning of every name, 2 to 15 characters", example: "contoso-ai-dev" },
  host: { question: "Host name that clients use", example: "ai.dev.contoso.com" },
  tenant: { question: "Entra tenant whose tokens are accepted (GUID)", example: "11111111-1111-4111-8111-111111111111" },
  audience: {
    question: "Application ID URI, or client id, of the gateway's app registration",
    example: "api://contoso.com/ai-gateway",
  },
  publisher: { question: "Name of the organisation", example: "Contoso AI Platform" },
  email: { question: "Address from which API Management writes", example: "ai-platform@contoso.com" },
  model: { question: "Model", example: "gpt-5.1", usual: true },
  version: { question: "Version of the model", example: "2025-11-13", usual: true },
  consumer: { question: "Name of the first team", example: "claims-assistant" },
  group: { question: "Entra group of the first team (object id)", example: "bbbbbbbb-0000-4000-8000-000000000001" },
  "cost-centre": { question: "Cost centre of the first team", example: "CC-1001" },
} as const satisfies Record<string, Asked>;

/** Key of a question, and name of its option. */
export type Question = keyof typeof questions;
/** An answer to every question, as it goes into the stack's file. */
export type Answers = Record<Question, string>;
