export { type FrontArgs, frontServer } from "./server";
export { type FrontSettings, frontSettingsOf } from "./settings";
