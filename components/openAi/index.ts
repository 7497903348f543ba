export { OpenAiAccount } from "./openAiAccount";
export type { AccountEncryption, OpenAiAccountArgs } from "./openAiAccount";
export { OpenAiFleet } from "./openAiFleet";
export type { OpenAiFleetArgs } from "./openAiFleet";
