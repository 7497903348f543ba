import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";
import { Home, homeIn, makeHome } from "../../../local/pulumi/environment";
import { projectFolder } from "../../../local/folders";
import { preparePlugins } from "../../../local/pulumi/plugins";
import { projectName } from "../../../local/pulumi/stacks";

/** A Pulumi program in a folder of its own, with a state and a cloud of its own, for one test. */
export interface Project {
  name: string;
  /** Folder with `Pulumi.yaml` and the settings files. */
  folder: string;
  home: Home;
}

const fixture = (name: string): string => path.join(projectFolder, "test/fixtures/e2e", name);
/** Programs that tests run: the whole one, a small one, and one of two releases. */
const programs = { shield: projectFolder, small: fixture("small"), upgrade: fixture("upgrade") } as const;
/** What a program needs beside its `Pulumi.yaml`; linked, so that the real files run. */
const linked = ["index.ts", "package.json", "node_modules", "tsconfig.json", "policies"] as const;

/** Copies a project's `Pulumi.yaml` to a new folder and links the rest. The settings that the CLI writes stay there. */
export async function openProject(program: keyof typeof programs): Promise<Project> {
  const source = programs[program];
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `shield-${program}-`)));
  fs.copyFileSync(path.join(source, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
  for (const name of linked) {
    const target = [source, projectFolder].map((each) => path.join(each, name)).find((each) => fs.existsSync(each));
    if (target) fs.symlinkSync(target, path.join(folder, name));
  }
  const home = homeIn(path.join(folder, ".local"));
  makeHome(home, await preparePlugins());
  return { name: projectName(folder), folder, home };
}

/** A copy with its state and its cloud, to do something else with. */
export function copyProject({ name, folder }: Project): Project {
  const copy = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "shield-copy-")));
  fs.cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
  return { name, folder: copy, home: homeIn(path.join(copy, ".local")) };
}

/** Deletes the project's folder with all state. */
export const closeProject = (project: Project): void => fs.rmSync(project.folder, { recursive: true, force: true });

/** The stack of every test. */
export const stackName = "test";

/** The settings file of the project's stack. */
export const settingsFile = (project: Project): string => path.join(project.folder, `Pulumi.${stackName}.yaml`);

/** All strings in quotes: a bare date such as a model's version is a point in time for the CLI. */
const quoted = { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" } as const;

/**
 * Writes the settings of the stack; the salt that the CLI has put there stays.
 * @param settings key, without the project's name → value
 */
export function writeSettings(project: Project, settings: Record<string, unknown>): void {
  const file = settingsFile(project);
  const salt = fs.existsSync(file) ? /^encryptionsalt:.*$/m.exec(fs.readFileSync(file, "utf8"))?.[0] : undefined;
  const config = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${project.name}:${key}`, value]));
  fs.writeFileSync(file, stringify({ config }, quoted) + (salt ? `${salt}\n` : ""));
}

/** Settings that the program refuses in plain text. */
const secretSettings = ["pfx", "password"] as const;

/** Settings apart from the secrets of the certificate, and these by their path, such as `ingress.certificate.pfx`. */
export function withoutSecrets(settings: Record<string, unknown>): {
  plain: Record<string, unknown>;
  secrets: Map<string, string>;
} {
  const plain = structuredClone(settings) as { ingress?: { certificate?: Record<string, unknown> } };
  const certificate = plain.ingress?.certificate ?? {};
  const secrets = new Map<string, string>();
  for (const key of secretSettings) {
    const value = certificate[key];
    if (typeof value !== "string") continue;
    secrets.set(`ingress.certificate.${key}`, value);
    delete certificate[key];
  }
  return { plain, secrets };
}
