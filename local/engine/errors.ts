/** The caller asked for something that cannot be: an unknown option, a missing file, a configuration that does not hold. */
export class UsageError extends Error {}

/** The program, the policy pack or the stand-in for a provider failed; the message is written for the user. */
export class PreviewError extends Error {}

/** Something of Pulumi that the offline preview does not simulate. It stops the preview rather than pass in silence. */
export class NotSimulatedError extends PreviewError {
  /** @param feature What the program uses, as a noun with its name. */
  constructor(feature: string) {
    super(`${feature} is not simulated by the offline preview; use the real engine (\`pulumi preview\`) for this program`);
  }
}

/** The message of anything that was thrown, also of errors made in another realm. */
export function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}
