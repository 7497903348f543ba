import { outcomeOf } from "../../../local/pulumi/languageHost/program";

it.each([
  [0, null, { bail: false }],
  [32, null, { bail: true }],
  [1, null, { bail: false, error: "program exited with code 1" }],
  [null, "SIGKILL" as const, { bail: false, error: "program ended by SIGKILL" }],
])("exit %s %s", (code, signal, expected) => expect(outcomeOf(code, signal)).toEqual(expected));
