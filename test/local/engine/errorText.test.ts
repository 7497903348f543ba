import { errorText } from "../../../local/engine/errorText";

const report = [
  "Running program '/app/index.ts' failed with an unhandled exception:",
  "<ref *1> TypeError: it is broken",
  "second line",
  "    at build \u001b[90m(/app/components/a.ts:3:9)\u001b[39m",
  "    at /app/index.ts:8:1",
  "    at Object.<anonymous> (/app/index.ts:1:1)",
  "    at load (/app/node_modules/x/index.js:1:1)",
  "    at Module._compile (node:internal/modules/cjs/loader:1521:14)",
  "  promise: Promise { <rejected> [Circular *1] }",
].join("\n");

it("keeps the message and the frames of the program", () => {
  expect(errorText(report, "/app")).toBe(
    "TypeError: it is broken\nsecond line\n    at build (components/a.ts:3:9)\n    at index.ts:8:1",
  );
});

it("leaves a message without frames as it is", () => {
  expect(errorText("two\nlines", "/app")).toBe("two\nlines");
});

it("leaves the word Error alone away", () => {
  expect(errorText("Error: closed\n    at f (/app/a.ts:1:1)", "/app")).toBe("closed\n    at f (a.ts:1:1)");
});
