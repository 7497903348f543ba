import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { Cloud, ForeignResource } from "../../../local/azure/cloud";
import { projectFolder } from "../../../local/folders";
import { Foreign, seed } from "./adoption";

/** What the settings of `prod.yaml` and `max.yaml` name and somebody else made: certificates, hub, watcher. */
export const landingZoneFile = path.join(projectFolder, "test/fixtures/e2e/landing-zone.yaml");

/** The same as types and inputs. */
export const landingZone = (): Foreign[] =>
  (parse(fs.readFileSync(landingZoneFile, "utf8")) as ForeignResource[]).map(({ type, inputs }): Foreign => [type, inputs]);

/** Puts it into the cloud. */
export const seedLandingZone = (cloud: Cloud): string[] => seed(cloud, landingZone());
