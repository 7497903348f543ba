import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { stackNames } from "../../local/engine/config";

const root = resolve(__dirname, "..", "..");

/** What a fork does not take along: what is installed, what commands have made, and the history. */
const left = new Set(["node_modules", ".local", ".git", "coverage"]);

/** The environments that forks start from. */
const fixture = (name: string): string => readFileSync(join(root, "test/fixtures", `${name}.yaml`), "utf8");

/** A fork in a folder of its own, with none of the project's stack files. */
export class Fork {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "shield-fork-")));

  /** @param installed Whether the fork shares the packages of this checkout; else `npm ci` is to install them. */
  constructor(installed = true) {
    cpSync(root, this.folder, { recursive: true, filter: (source) => !left.has(basename(source)) });
    if (installed) symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
    for (const stack of stackNames(this.folder)) this.remove(`Pulumi.${stack}.yaml`);
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  remove(file: string): void {
    rmSync(join(this.folder, file));
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Suites that run commands in the project's folder, or judge its files: those that a stack file could turn red. */
export const suitesOfFiles = [
  "test/local/preview.test",
  "test/local/check/check.test",
  "test/docs/check.test",
  "test/policies/exemptions",
];

/** The environment of a machine that has no passphrase. */
export function withoutPassphrase(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env["PULUMI_CONFIG_PASSPHRASE"];
  delete env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  return env;
}

/** `dev` with every placeholder replaced, as the first edit of a fork is. */
const renamed = (text: string): string =>
  text
    .replaceAll("contoso-ai", "acme-llm")
    .replaceAll("contoso", "acme")
    .replaceAll("Contoso", "Acme")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-(?=[0-9a-f]{12}\b)/g, "12345678-9abc-4def-8123-")
    .replaceAll("claims-assistant", "legal-search")
    .replaceAll("CC-100", "K-4");

/** The same in other regions and with another team. */
const moved = (text: string): string =>
  `${renamed(text)
    .replaceAll("swedencentral", "germanywestcentral")
    .replaceAll("francecentral", "westeurope")
    .replaceAll("DataZoneStandard", "GlobalStandard")
    .trimEnd()}
    - name: research
      entraGroup: 0a0b0c0d-0000-4000-8000-00000000000f
      plan: standard
      costCentre: K-9
`;

/** The same with an encrypted PFX. Nobody has its passphrase. */
const sealed = (text: string): string =>
  `${renamed(text).replace(
    "selfSigned: {}",
    "pfx: { secure: v1:pXiI/Qpab9iJqpKm:9R7lksiWRWn/Caesdmxq5PxqQ/2T9WU= }\n      password: { secure: v1:pXiI/Qpab9iJqpKm:9R7lksiWRWn/Caesdmxq5PxqQ/2T9WU= }",
  )}encryptionsalt: v1:xnfb0xEuxfk=:v1:AGy5MTlLYqQ16Rt/:Ehax4NxIbqi65cxNxKLOGjUyv5Xlww==\n`;

/** An exemption of the fork's own. */
const exemptions = JSON.stringify([
  {
    rule: "kv-private-endpoint",
    resource: "urn:pulumi:acme::*::vault-of-acme",
    reason: "Moves in spring",
    approvedBy: "Security board",
    owner: "Team Vault",
    ticket: "SEC-1",
    expires: "2099-12-31",
  },
]);

/** What forks do with the files that are theirs: name → changes. */
export const forks: Readonly<Record<string, (fork: Fork) => void>> = {
  "every placeholder replaced": (fork) => {
    fork.write("Pulumi.dev.yaml", renamed(fixture("dev")));
    fork.write("Pulumi.prod.yaml", renamed(fixture("prod")));
  },
  "other regions and teams": (fork) => fork.write("Pulumi.dev.yaml", moved(fixture("dev"))),
  "only Pulumi.acme.yaml, exemptions, and levels of rules": (fork) => {
    fork.write("Pulumi.acme.yaml", renamed(fixture("dev")));
    fork.write("policies/exemptions.json", exemptions);
    fork.write("policies/config.json", JSON.stringify({ "kv-rbac": "disabled", "public-ip-only-allowed": "advisory" }));
  },
  "an encrypted PFX and no passphrase": (fork) => fork.write("Pulumi.acme.yaml", sealed(fixture("dev"))),
};
