import { Progress } from "../../../local/report/progress";

function progress(
  isTTY: boolean,
  env: NodeJS.ProcessEnv = {},
): { progress: Progress; written: string[]; at: (time: number) => void } {
  const written: string[] = [];
  let now = 1000;
  const made = new Progress({ isTTY, write: (text) => written.push(text) }, () => now, env);
  return { progress: made, written, at: (time) => (now = 1000 + time) };
}

it("writes one line over and over on a terminal, not too often", () => {
  const { progress: shown, written, at } = progress(true);
  shown.update("1");
  at(50);
  shown.update("2");
  at(100);
  shown.update("3");
  expect(written).toEqual(["\r\u001b[K1", "\r\u001b[K3"]);
});

it.each([
  ["to a file", false, {}],
  ["on a build server", true, { CI: "true" }],
  ["on a dumb terminal", true, { TERM: "dumb" }],
])("writes no progress %s", (_where, isTTY, env) => {
  const { progress: shown, written } = progress(isTTY, env);
  shown.update("1");
  shown.clear();
  expect(written).toEqual([]);
});

it("takes the progress line away before a line that stays", () => {
  const { progress: shown, written } = progress(true);
  shown.update("1");
  shown.line("a warning");
  expect(written).toEqual(["\r\u001b[K1", "\r\u001b[K", "a warning\n"]);
});
