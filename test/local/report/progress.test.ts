import { Progress } from "../../../local/report/progress";

function progress(isTTY: boolean): { progress: Progress; written: string[]; at: (time: number) => void } {
  const written: string[] = [];
  let now = 1000;
  const made = new Progress({ isTTY, write: (text) => written.push(text) }, () => now);
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

it("writes no progress elsewhere", () => {
  const { progress: shown, written } = progress(false);
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
