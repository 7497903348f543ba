import { storedObjectKey } from "../../../components/openAi/deployments";
import { maxChildId, namePatterns } from "../../../components/namePatterns";
import { NameKind, baseName, nameRules, regionCode, suffixLength } from "../../../components/names";
import { Problem } from "../problem";
import { ConsumerSettings, OpenAiSettings, SoundSettings } from "../schema";
import { suggest } from "../suggest";
import { Check, check, problem, problemIf } from "./check";

const kinds = Object.keys(nameRules);

/** Maximum of Azure Private DNS zones, the fewest of all resources here (Microsoft Learn, "Use tags to organize your Azure resources"). */
const maxTags = 15;

/** Names that are made here are not too long, and names that are given are ones that Azure takes. */
export const names: readonly Check[] = [
  check(["names", "openAi"], (settings) =>
    Object.entries(settings.names).flatMap(([key, name]) => override(key, name, settings.openAi)),
  ),
  check(["names"], (settings) => sameNames(settings.names)),
  check(["namePrefix", "names", "openAi"], accountNames),
  check(["consumers"], ({ consumers }) => consumers.flatMap(consumerName)),
  check(["tags"], ({ tags }) => tagCount(Object.keys(tags).length)),
];

type AccountLists = Pick<OpenAiSettings, "regions" | "storedObjectAccounts">;

const isKind = (text: string): text is NameKind => kinds.includes(text);

function override(key: string, name: string, openAi: AccountLists): Problem[] {
  const path = ["names", key];
  const [kind = "", child] = split(key);
  if (!isKind(kind)) {
    const meant = suggest(kind, kinds);
    const message = meant ? `is no kind of resource; did you mean ${meant}?` : "is no kind of resource";
    return [problem(path, name, `kind or kind/key, with one of the kinds ${kinds.join(", ")}`, message)];
  }
  const { pattern, words, min } = namePatterns[kind];
  const { max } = nameRules[kind];
  return [
    ...problemIf(
      name.length < min || name.length > max,
      path,
      name,
      `${min} to ${max} characters`,
      `has ${name.length} characters; a name of ${kind} has ${min} to ${max}`,
    ),
    ...problemIf(!pattern.test(name), path, name, words, `Azure does not take this name for ${kind}`),
    ...childKey(path, kind, child, openAi),
  ];
}

function split(key: string): [string, string | undefined] {
  const slash = key.indexOf("/");
  return slash < 0 ? [key, undefined] : [key.slice(0, slash), key.slice(slash + 1)];
}

/** A key that no resource has would be ignored, so it is refused. Alerts have too many keys to be listed. */
function childKey(path: string[], kind: NameKind, child: string | undefined, openAi: AccountLists): Problem[] {
  const keys = kind === "alert" && child ? [child] : keysOf(kind, openAi);
  const allowed = keys.map((key) => (key === undefined ? kind : `${kind}/${key}`)).join(", ");
  return problemIf(!keys.includes(child), path, path[1], allowed, `there is no such ${kind} here`);
}

const subnets = ["application-gateway", "api-management", "private-endpoints"];

/** Keys of the resources of which there are several; a kind that is not here has one resource, without a key. */
const keyed: Partial<Record<NameKind, readonly string[]>> = {
  storage: ["tr", "au", "fl"],
  subnet: subnets,
  networkSecurityGroup: subnets,
  publicIpAddress: ["gateway"],
  privateEndpoint: ["apim", "events", "monitor", "vault", "storage-tr", "storage-au", "storage-fl", "certificate-vault"],
  alert: ["<key of the alert>"],
  identity: ["gateway", "apim", "openai", "flow-logs"],
};

/** Keys of the resources of a kind; `undefined` stands for the one resource without a key. */
function keysOf(kind: NameKind, { regions: accounts, storedObjectAccounts }: AccountLists): readonly (string | undefined)[] {
  const regions = accounts.map(({ location }) => location);
  const own = storedObjectAccounts.map(({ consumer }) => storedObjectKey(consumer));
  if (kind === "openAi") return [...regions, ...own];
  if (kind === "encryptionVault") return regions.map(regionCode);
  const keys = keyed[kind] ?? [undefined];
  if (kind !== "privateEndpoint") return keys;
  return [...keys, ...regions.flatMap((at) => [`openai-${at}`, `vault-${at}`]), ...own.map((key) => `openai-${key}`)];
}

function sameNames(names: SoundSettings["names"]): Problem[] {
  const entries = Object.entries(names).map(([key, name]) => ({ key, kind: split(key)[0], name: name.toLowerCase() }));
  return entries.flatMap(({ key, kind, name }, index) =>
    problemIf(
      entries.slice(0, index).some((other) => other.kind === kind && other.name === name),
      ["names", key],
      name,
      "a name of its own",
      `another ${kind} has this name`,
    ),
  );
}

/** A region or a consumer is part of its account's name; the other names cannot become too long. */
function accountNames({ namePrefix, names, openAi }: Pick<SoundSettings, "namePrefix" | "names" | "openAi">): Problem[] {
  const { max } = nameRules.openAi;
  const tooLong = (key: string, name: string, allowed: (most: number) => string, path: PropertyKey[]): Problem[] => {
    const length = baseName("openAi", namePrefix, key).length + 1 + suffixLength;
    return problemIf(
      !(`openAi/${key}` in names) && length > max,
      path,
      name,
      allowed(name.length - (length - max)),
      `the name of its account would have ${length} characters; Azure takes ${max}`,
    );
  };
  return [
    ...openAi.regions.flatMap(({ location }, index) =>
      tooLong(location, location, (most) => `a region with at most ${most} characters`, ["openAi", "regions", index, "location"]),
    ),
    ...openAi.storedObjectAccounts.flatMap(({ consumer }, index) =>
      tooLong(
        storedObjectKey(consumer),
        consumer,
        (most) => `a consumer with at most ${most} characters, or a name for openAi/${storedObjectKey(consumer)} in names`,
        ["openAi", "storedObjectAccounts", index, "consumer"],
      ),
    ),
  ];
}

/** A consumer's name with its group's object id is the id of its subscription (`<name>--<id>`). */
function consumerName({ name, entraGroup }: ConsumerSettings, index: number): Problem[] {
  const path = ["consumers", index, "name"];
  const max = maxChildId - "--".length - entraGroup.length;
  return [
    ...problemIf(
      name.length > max,
      path,
      name,
      `at most ${max} characters`,
      `has ${name.length} characters; with the group's id the subscription's id would be longer than ${maxChildId}`,
    ),
  ];
}

function tagCount(count: number): Problem[] {
  return problemIf(count > maxTags, ["tags"], count, `at most ${maxTags} tags`, `private DNS zones take no more than ${maxTags}`);
}
