import { diagnosticSetting } from "./diagnostics";
import { InputRules } from "./inputRule";
import { networkRules } from "./network";
import { serviceRules } from "./services";

/** What Azure refuses in the inputs alone, by token. */
export const inputRules: InputRules = { ...networkRules, ...serviceRules, "monitor:DiagnosticSetting": diagnosticSetting };
