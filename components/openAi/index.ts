export type { AccountEncryption } from "./openAiAccount";
export { OpenAiFleet } from "./openAiFleet";
export type { OpenAiFleetArgs } from "./openAiFleet";
