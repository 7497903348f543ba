import { findCli } from "../../../local/pulumi/cli";
import { preparePlugins } from "../../../local/pulumi/plugins";

/** Fails at once, with the way to get it, when there is no CLI; makes the plugins before the first test is timed. */
export default async function globalSetup(): Promise<void> {
  findCli();
  await preparePlugins();
}
