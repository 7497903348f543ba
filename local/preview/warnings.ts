import type { PlanWarning } from "../report/facts/planView";
import type { Warning } from "./checkStackFile";

/** What a preview warns about, each once: the settings warn before the program starts and again when it does. */
export class Warnings {
  private readonly ofProgram: PlanWarning[] = [];

  constructor(private readonly ofSettings: readonly Warning[]) {}

  /** Adds a warning of the program, `<setting or resource>: <what>`. */
  add(text: string): void {
    if (this.ofSettings.some(({ path, message }) => text === `${path}: ${message}`)) return;
    const [, path = "program", message = text] = /^([^\s:]+): (.*)$/s.exec(text) ?? [];
    this.ofProgram.push({ path, message });
  }

  /** All of them, those of settings with file and line. */
  all(): PlanWarning[] {
    const placed = ({ path, message, place }: Warning) => ({ path, message: place ? `${message} (${place})` : message });
    return [...this.ofSettings.map(placed), ...this.ofProgram];
  }
}
