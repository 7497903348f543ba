/** Shape of `exemptions.json`, `allowed-types.json` and `baseline.json`, for tools that write them. */
export type { Exemption } from "./exemptions";
export type { AllowedType } from "./types/allowedTypes";
export type { BaselineEntry } from "./baseline";
