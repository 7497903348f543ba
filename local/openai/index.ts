export type { Asked } from "./access";
export { type Account, type Deployment, accountsOf } from "./account";
export { contentSafetyName, plantedText } from "./contentSafety";
export { type Fault, type RegionState, regionStates } from "./faults";
export { type OpenAi, createOpenAi } from "./openAi";
export { filteredText } from "./words";
