import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Expression, expressionCompiler } from "../../local/gateway/csharp/expression";
import { now } from "../../local/gateway/csharp/library/dates";
import { JToken, JValue } from "../../local/gateway/csharp/jsonTokens";
import { writeJson } from "../../local/gateway/csharp/jsonWriter";
import { doubleText } from "../../local/gateway/csharp/numbers";
import { formatDate } from "../../local/gateway/csharp/dates";
import { textOf, typeNameOf } from "../../local/gateway/csharp/text";
import { CsException, DateTime, Double, Value } from "../../local/gateway/csharp/values";
import { extractExpressions } from "../../local/gateway/documents/expressionText";
import type { Plan } from "../../local/gateway";
import { contextOf, contexts } from "./contexts";
import { samples } from "./expressions";

// Every expression of a plan's policies and the samples run in the stand-in and in a real C# runtime, on the same contexts; the results have to be
// equal. Needs mcs and mono with Newtonsoft.Json (Debian: mono-mcs, libnewtonsoft-json5.0-cil).
//
//   npm run test:csharp -- PLAN.json…

interface Entry {
  code: string;
  block: boolean;
  place: string;
}

const moment = Date.parse("2026-11-25T12:00:00Z");

/** The policies' own; named values are texts here. */
function ofPlan(file: string): Entry[] {
  const plan = JSON.parse(readFileSync(file, "utf8")) as Plan;
  return plan.resources
    .filter(({ type, inputs }) => /apimanagement:.*Policy$/.test(type) && typeof inputs.value === "string")
    .flatMap(({ name, inputs }) =>
      extractExpressions(inputs.value as string).expressions.map(({ code, block, line }) => ({
        code,
        block,
        place: `${name}:${line}`,
      })),
    );
}

const ofSamples: Entry[] = samples.map((text, index) => {
  const block = text.startsWith("{");
  return { code: block ? text.slice(1, -1) : text, block, place: `sample ${index + 1}` };
});

const usings = [
  "System",
  "System.Collections.Generic",
  "System.Linq",
  "System.Text",
  "System.Text.RegularExpressions",
  "Newtonsoft.Json",
  "Newtonsoft.Json.Linq",
];

/** Mono has the methods of Unix time only in later profiles, and its clock cannot be set. */
const forMono = (code: string): string =>
  code.replaceAll("DateTimeOffset.UtcNow", "Clock.Now").replaceAll("DateTime.UtcNow", "Clock.UtcNow");

function csharpResults(entries: readonly Entry[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "csharp-"));
  const methods = entries.map(
    ({ code, block }, index) =>
      `static object E${index}(Context context) {${block ? forMono(code) : `return (${forMono(code)});`}\n}`,
  );
  const all = `public static Func<Context, object>[] All = { ${entries.map((_, index) => `E${index}`).join(", ")} };`;
  writeFileSync(
    join(folder, "Expressions.cs"),
    `${usings.map((using) => `using ${using};`).join("\n")}\npublic static class Expressions {\n${methods.join("\n")}\n${all}\n}\n`,
  );
  writeFileSync(join(folder, "contexts.json"), JSON.stringify(contexts));
  const library = execFileSync("find", ["/usr/lib/mono", "-name", "Newtonsoft.Json.dll"], { encoding: "utf8" }).split("\n")[0]!;
  const program = join(folder, "harness.exe");
  execFileSync(
    "mcs",
    [
      "-langversion:7",
      "-nowarn:CS0168,CS0219,CS0162,CS0472",
      `-r:${library},System.Core`,
      `-out:${program}`,
      join(__dirname, "Harness.cs"),
      join(folder, "Expressions.cs"),
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const output = execFileSync("mono", [program, join(folder, "contexts.json")], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, TZ: "UTC", MONO_PATH: join(library, "..") },
  });
  return output.trimEnd().split("\n");
}

const clrNames: Readonly<Record<string, string>> = { int: "Int32", long: "Int64", bool: "Boolean", char: "Char" };

function show(value: Value): string {
  if (value === null) return "null";
  if (value instanceof JToken) return `json ${writeJson(value, false)}`;
  if (typeof value === "string") return `string ${quoted(value)}`;
  if (value instanceof Double) return `double ${doubleText(value.value, true)}`;
  if (value instanceof DateTime) return `DateTime ${formatDate(value, "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffff")}`;
  if (typeof value === "object" && Symbol.iterator in value) return `[${[...(value as Iterable<Value>)].map(show).join(", ")}]`;
  const name = typeNameOf(value);
  return `${clrNames[name] ?? name} ${textOf(value)}`;
}

const quoted = (text: string): string => writeJson(new JValue(text), false);

function run(expression: Expression, data: (typeof contexts)[number]): string {
  now.clock = { now: () => moment };
  try {
    return show(expression.run(contextOf(data, moment)));
  } catch (error) {
    if (error instanceof CsException) return `throws ${error.type}`;
    throw error;
  }
}

async function main(): Promise<void> {
  const entries = [...process.argv.slice(2).flatMap(ofPlan), ...ofSamples];
  const compile = await expressionCompiler();
  const expected = csharpResults(entries);
  let different = 0;
  entries.forEach(({ code, block, place }, index) => {
    const expression = compile(code, block);
    contexts.forEach((data, number) => {
      const mine = run(expression, data).replaceAll("\n", "\\n").replaceAll("\r", "\\r");
      const theirs = expected[index * contexts.length + number];
      if (mine === theirs) return;
      different += 1;
      console.log(`${place}, context ${number + 1}: ${code.trim().slice(0, 120)}\n  C#:       ${theirs}\n  stand-in: ${mine}`);
    });
  });
  console.log(`${entries.length} expressions on ${contexts.length} contexts, ${different} results differ`);
  process.exitCode = different > 0 ? 1 : 0;
}

void main();
