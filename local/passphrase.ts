import { readFileSync } from "node:fs";
import { UsageError, messageOf } from "./engine/errors";

/** Passphrase of the stack's secrets, where Pulumi looks for it. */
export function passphrase(): string | undefined {
  const { PULUMI_CONFIG_PASSPHRASE: text, PULUMI_CONFIG_PASSPHRASE_FILE: file } = process.env;
  if (text !== undefined || !file) return text;
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new UsageError(`PULUMI_CONFIG_PASSPHRASE_FILE: ${messageOf(error)}; allowed: the path of a file that can be read`);
  }
}
