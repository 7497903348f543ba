import * as pulumi from "@pulumi/pulumi";
import { Problem, describeProblems } from "./problem";

/** The settings cannot be used. Pulumi prints the message of a run error alone, without a stack trace. */
export class SettingsError extends pulumi.RunError {
  constructor(/** At least one. */ readonly problems: readonly Problem[]) {
    super(describeProblems(problems));
    this.name = "SettingsError";
  }
}
