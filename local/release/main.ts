import { replaceFlag, writeBaseline } from "./releases";

/**
 * `npm run release:baseline`: writes what the code makes now as the baseline of the version in `package.json`. The baseline of a released
 * version stays; with `-- --replace-unreleased` that of another one is replaced.
 *
 * @returns the exit code: 0 written, 1 refused or failed, 2 wrong use
 */
function main(args: readonly string[]): number {
  const unknown = args.find((arg) => arg !== replaceFlag);
  if (unknown !== undefined) {
    process.stderr.write(`unknown argument ${unknown}; allowed: ${replaceFlag}\n`);
    return 2;
  }
  try {
    process.stdout.write(`${writeBaseline(args.length > 0)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
