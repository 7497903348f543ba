import * as path from "node:path";

/** The folder of `Pulumi.yaml`. */
export const projectFolder = path.dirname(__dirname);

/** Where everything that is made on this machine lives: state, plugins, stand-in cloud. Not under version control. */
export const localFolder = path.join(projectFolder, ".local");
