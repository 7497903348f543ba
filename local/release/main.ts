import { writeBaseline } from "./releases";

/** `npm run release:baseline`: writes what the code makes now as the baseline of the version in `package.json`. */
process.stdout.write(`${writeBaseline()}\n`);
