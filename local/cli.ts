import { createRequire } from "node:module";

/** Loads a module when it is needed; `import()` would need tsx's loader for ES modules, which is slow to start. */
const load = createRequire(__filename);

/** The commands of this package that run on a laptop: `node local/start.js <command> …`. Each loads only what it needs. */
const commands: Record<string, (args: string[]) => Promise<number>> = {
  preview: (args) => (load("./previewCommand") as typeof import("./previewCommand")).previewCommand(args),
  pulumi: (args) => (load("./pulumi") as typeof import("./pulumi")).runPulumi(args),
  azure: (args) => (load("./azure/cli") as typeof import("./azure/cli")).runAzure(args),
  docs: async () => {
    (load("./docs") as typeof import("./docs")).writeDocs();
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
