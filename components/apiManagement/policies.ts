import { browserOrigins } from "./browsers";
import { ContentSafety, contentSafetyPiece } from "./contentSafety";
import { Credentials, credentialsOf, tokenProduct } from "./credentials";
import { Family, Operation, pathList } from "./operations";
import { ModelPool, locationsToChoose, poolId, poolsOf, tripSeconds } from "./pools";
import { refusal } from "./refusals";
import { PolicyPiece, joined, nothing, renderPiece, renderPolicy } from "./renderPolicy";
import { PublicAccess } from "./service";
import { StoredObjectHome, homeRow } from "./storedObjects";

/** Whose tokens the gateway accepts. */
export interface TokenRules {
  /** Entra tenant. */
  tenantId: string;
  /** Audience of the token. */
  audience: string;
}

/** Named value with the client id of the identity that the gateway shows to the models. */
export const gatewayIdentityName = "gateway-identity-client-id";

/** Id of the named value with the host of a region's account. */
export const hostName = (location: string): string => `host-${location}`;

const transport = {
  /**
   * Until the headers of an answer arrive, in seconds. Azure drops a silent connection after 4 minutes ("Configure API
   * for server-sent events"), so more would not hold.
   */
  timeoutSeconds: 240,
  /** The same for streams and embeddings, of which the headers come within seconds. */
  promptSeconds: 30,
  /** What a region has to say anything at all, in seconds, when it is asked. */
  askSeconds: 3,
  /** How long it is believed that every region answers, in seconds: so many calls may still go to one that does not. */
  wellSeconds: 5,
  /** How long it is believed that a region is silent: so often a call waits to see whether it is back. */
  silentSeconds: 30,
  /** Further attempts after the first, whatever the size of the pool. */
  retries: 2,
  /** A call older than this is not tried again: its caller has waited, and the model worked on it. */
  retryWithinSeconds: 60,
  /** What `Retry-After` says where no deployment said anything. */
  retryAfterSeconds: 10,
} as const;

/**
 * The policy of all APIs.
 * @param access with `Enabled`, which only the first phase of an integrated tier has, every call is refused
 */
export function globalPolicy(access: PublicAccess = "Disabled"): string {
  const { retries, retryWithinSeconds, timeoutSeconds, retryAfterSeconds } = transport;
  const after = (variable: string, otherwise: number) => renderPiece("retry-after.xml", { variable, otherwise });
  const noRetry = renderPiece("no-retry.xml");
  const backAfter = after("backAfter", retryAfterSeconds);
  return renderPolicy("global.xml", {
    retries,
    retryWithinSeconds,
    timeoutSeconds,
    retryAfterSeconds,
    noRetry,
    noteOutage: renderPiece("note-outage.xml", { ptuSeconds: tripSeconds.ptu, otherSeconds: tripSeconds.ktpm }),
    unavailable: renderPiece("unavailable.xml", {
      retryAfterSeconds,
      allThrottled: refusal("allThrottled", backAfter),
      unavailable: refusal("unavailable", backAfter),
    }),
    forbidden: refusal("forbidden"),
    notClosed: access === "Disabled" ? nothing : refusal("notClosed", noRetry),
    operationNotFound: refusal("operationNotFound"),
    tooManyRequests: refusal("tooManyRequests", after("requestRetryAfter", 60)),
    tooManyTokens: refusal("tooManyTokens", joined(after("minuteRetryAfter", 60), renderPiece("remaining-tokens.xml"))),
    monthUsedUp: refusal("monthUsedUp", joined(after("monthRetryAfter", 86_400), noRetry)),
    promptTooLarge: refusal("promptTooLarge", noRetry),
    notCountable: refusal("notCountable", noRetry),
    timeout: refusal("timeout", noRetry),
    broken: renderPiece("broken.xml"),
  });
}

/**
 * The policy of one API, for the models that it can reach: those of its pools. What both APIs do stands in pieces that are put into both: a
 * policy fragment's id cannot be set through the SDK, whose property `id` is the resource's own id.
 *
 * @param homes Accounts that keep stored objects: the one for everybody, and those of one consumer.
 * @param credentials What callers show; a key and a token when not given.
 * @param contentSafety What prompts of plans are looked at for, one for each plan that has them looked at.
 * @param sharesProvisioned Whether calls of every plan may take provisioned throughput.
 * @param origins Origins whose pages may call from a browser.
 * @param slowModels Models whose streams may begin later than others'.
 * @param aliases Rows `<plan>/<alias>=<model>` joined with `|` (`aliasesOf`).
 */
export function apiPolicy(
  family: Family,
  pools: readonly ModelPool[],
  tokens: TokenRules,
  homes: readonly StoredObjectHome[],
  {
    credentials = credentialsOf([], []),
    aliases = "",
    slowModels = [],
    origins = [],
    contentSafety = [],
    sharesProvisioned = true,
  }: {
    credentials?: Credentials;
    aliases?: string;
    slowModels?: readonly string[];
    origins?: readonly string[];
    contentSafety?: readonly ContentSafety[];
    sharesProvisioned?: boolean;
  } = {},
): string {
  const own = poolsOf(pools, family);
  const caller = renderPiece("caller.xml");
  const models = own.map(({ model }) => model).join("|");
  const forms = pathList(family, ({ model }) => model === "form");
  const response = pathList(family, ({ kind, method }) => kind === "response" && method === "POST");
  const ofResponses = pathList(
    family,
    ({ path, kind }) => path.startsWith("/responses") && ["response", "stateless"].includes(kind),
  );
  return renderPolicy(`api-${family}.xml`, {
    stateless: pathList(family, ({ kind }) => kind === "stateless"),
    catalogue: pathList(family, ({ kind }) => kind === "catalogue"),
    response,
    counted: pathList(family, ({ counted }) => counted),
    readsBody: pathList(family, (one) => ["body", "form"].includes(one.model) || (one.counted && one.streaming) || isItems(one)),
    sendsUsage: pathList(family, ({ kind, counted, streaming }) => kind === "stateless" && counted && streaming),
    browserOrigins: browserOrigins(origins),
    authenticate: authenticate(tokens, credentials, caller),
    readRequest: renderPiece("read-request.xml", { forms }),
    recordCall: renderPiece("record-call.xml", {
      caller,
      marked: credentials.keyPlans || credentials.tokenConsumers ? renderPiece("marked.xml") : nothing,
    }),
    checkRequest: renderPiece("check-request.xml", {
      models,
      largest: own.flatMap(largestRequest).join("|"),
      readsItems: pathList(family, isItems),
      missingModel: refusal("missingModel"),
      unknownModel: refusal(family === "dated" ? "unknownDeployment" : "unknownModel"),
      tooLarge: refusal("tooLarge"),
    }),
    resolveAlias: aliases ? renderPiece("resolve-alias.xml", { aliases, forms, aliasUnclear: refusal("aliasUnclear") }) : nothing,
    listModels: renderPiece("list-models.xml", {
      models,
      parameter: family === "dated" ? "model-id" : "model",
      unknownModel: refusal("unknownModel"),
    }),
    contentSafety: contentSafetyPiece(contentSafety),
    waitSeconds: renderPiece("wait-seconds.xml", {
      slowModels: slowModels.join("|"),
      promptSeconds: transport.promptSeconds,
      timeoutSeconds: transport.timeoutSeconds,
    }),
    keptElsewhere: renderPiece("kept-elsewhere.xml", {
      homes: homes.map((home) => homeRow(home, family)).join("|"),
      notStored: refusal("notStored"),
      notAtHome: refusal("notAtHome"),
    }),
    route: renderPiece("route.xml", {
      poolPrefix: poolId(family, ""),
      routes: own.map(routeOf).join("|"),
      behindProvisioned: sharesProvisioned ? nothing : renderPiece("behind-provisioned.xml"),
    }),
    silentRegions: silentRegions(locationsToChoose(pools)),
    routeMembers: renderPiece("route-members.xml", {
      response: ofResponses,
      members: own.map(membersOf).join("|"),
    }),
    callModel: renderPiece("call-model.xml", { dimensions: renderPiece("dimensions.xml") }),
  });
}

/** Who calls. What an environment does not offer is not in its policies. */
function authenticate(
  tokens: TokenRules,
  { keyPlans, tokenConsumers, otherProofs }: Credentials,
  caller: PolicyPiece,
): PolicyPiece {
  const { tenantId, audience } = tokens;
  const checkToken = renderPiece("check-token.xml", { tenantId, audience });
  const who = renderPiece("group.xml", { caller });
  const notInGroup = refusal("notInGroup", nothing, who, "not in group");
  return renderPiece("authenticate.xml", {
    tokenProduct,
    keyInQuery: refusal("keyInQuery"),
    subscriptionRequired: refusal("subscriptionRequired"),
    checkToken: joined(
      keyPlans ? renderPiece("check-token-or-key.xml", { keyPlans, checkToken }) : checkToken,
      ...(tokenConsumers
        ? [
            renderPiece("consumer-of-token.xml", {
              tokenConsumers,
              noConsumer: refusal("noConsumer", nothing, caller),
              severalConsumers: refusal("severalConsumers", nothing, caller),
            }),
          ]
        : []),
    ),
    checkCaller:
      keyPlans || tokenConsumers || otherProofs
        ? renderPiece("check-group-or-other.xml", { otherProofs, notInGroup })
        : renderPiece("check-group.xml", { notInGroup }),
  });
}

/** Operations that take parts of a conversation without a model: what they name is looked at as in a request to a model. */
const isItems = ({ method, path }: Operation): boolean =>
  method === "POST" && /^\/conversations(\/\{conversation_id\}\/items)?$/.test(path);

/** What finds out which regions say nothing, where there is a choice. */
function silentRegions(locations: readonly string[]): PolicyPiece {
  if (locations.length === 0) return nothing;
  const { promptSeconds, askSeconds, wellSeconds, silentSeconds } = transport;
  return renderPiece("silent-regions.xml", {
    promptSeconds,
    locations: locations.join("|"),
    wellSeconds,
    silentSeconds,
    asks: joined(
      ...locations.map((location) => renderPiece("ask-region.xml", { location, host: hostName(location), seconds: askSeconds })),
    ),
  });
}

/** A model with its members, each with its region. */
const membersOf = ({ model, members }: ModelPool): string =>
  `${model}=${members.map(({ backend, location }) => `${backend}@${location}`).join(",")}`;

/** A model with its members, those with provisioned throughput that are used first, whether there are others, and the tokens of the smallest (0: no bound). */
const routeOf = ({ model, members, provisioned, next, smallest }: ModelPool): string =>
  `${model}=${members.length},${provisioned},${next ? 1 : 0},${Number.isFinite(smallest) ? smallest : 0}`;

/** A model with the tokens that a request to it may allow for the answer, where there is a bound. */
const largestRequest = ({ model, largestRequest }: ModelPool): string[] =>
  largestRequest === undefined ? [] : [`${model}=${largestRequest}`];
