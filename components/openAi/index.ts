export type { AccountEncryption } from "./openAiAccount";
export { OpenAiFleet } from "./openAiFleet";
export type { FleetSettings, OpenAiFleetArgs } from "./openAiFleet";
