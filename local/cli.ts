/**
 * The commands of this package that run on a laptop: `node --import tsx local/cli.ts <command> …`. Each loads only
 * what it needs.
 */
const commands: Record<string, (args: string[]) => Promise<number>> = {
  preview: async (args) => (await import("./previewCommand")).previewCommand(args),
  pulumi: async (args) => (await import("./pulumi")).runPulumi(args),
  azure: async (args) => (await import("./azure/cli")).runAzure(args),
  docs: async () => {
    await (await import("./docs/settingsReference")).writeSettingsReference();
    return 0;
  },
};

/** Exit code for a command that does not exist. */
const usageExitCode = 2;

async function main([name = "", ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (command) return command(args);
  process.stderr.write(`unknown command ${name || "(none)"}; allowed: ${Object.keys(commands).join(", ")}\n`);
  return usageExitCode;
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
