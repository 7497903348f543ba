export { frontServer } from "./server";
export { frontSettingsOf } from "./settings";
