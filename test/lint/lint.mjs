import { ESLint } from "eslint";
import { text } from "node:stream/consumers";

/** Reads `[[file, code], …]` from standard input and prints, for each, the messages of one of the project's lint rules, which the argument names. */
const [, , rule] = process.argv;
// No types are needed for these rules, and loading them takes seconds.
const overrideConfig = { files: ["**/*.ts"], languageOptions: { parserOptions: { projectService: false } } };
const eslint = new ESLint({ ruleFilter: ({ ruleId }) => ruleId === rule, overrideConfig });
const answers = JSON.parse(await text(process.stdin)).map(async ([filePath, code]) => {
  const results = await eslint.lintText(code, { filePath });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
});
process.stdout.write(JSON.stringify(await Promise.all(answers)));
