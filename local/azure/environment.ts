import { isObject } from "./base/provider";
import { FeatureState, featureStates, Subscription } from "./base/subscription";

/**
 * The subscription that environment variables describe.
 * - `AZURE_FEATURES`: features that are not registered, as JSON: `{"Microsoft.Network/Name": "NotRegistered"}`. Default: none.
 * - `AZURE_UNREGISTERED`: resource providers that are not registered, with commas: `Microsoft.Insights`. Default: none.
 * - `AZURE_NETWORK_WATCHERS`: `none` where a policy forbids that Azure makes them. Default: it makes them.
 *
 * @throws Error when a variable is wrong
 */
export function subscriptionFromEnvironment(environment: NodeJS.ProcessEnv = process.env): Subscription {
  const {
    AZURE_FEATURES: features = "{}",
    AZURE_UNREGISTERED: unregistered = "",
    AZURE_NETWORK_WATCHERS: watchers,
  } = environment;
  if (watchers !== undefined && watchers !== "none") throw new Error(`AZURE_NETWORK_WATCHERS must be none, got ${watchers}`);
  const providers = unregistered
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const wrong = providers.find((name) => !/^Microsoft\.\w+$/i.test(name));
  if (wrong) throw new Error(`AZURE_UNREGISTERED must have names of resource providers such as Microsoft.Insights, got ${wrong}`);
  return { features: featuresIn(features), unregistered: providers, networkWatchers: watchers === undefined };
}

const isState = (value: unknown): value is FeatureState => featureStates.some((state) => state === value);

function featuresIn(text: string): Readonly<Record<string, FeatureState | undefined>> {
  const features = parsed(text);
  const wrong = Object.entries(features).find(([, state]) => !isState(state));
  if (wrong)
    throw new Error(`AZURE_FEATURES: ${wrong[0]} must be one of ${featureStates.join(", ")}, got ${JSON.stringify(wrong[1])}`);
  return features as Record<string, FeatureState>;
}

function parsed(text: string): Record<string, unknown> {
  try {
    const features: unknown = JSON.parse(text);
    if (isObject(features)) return features;
  } catch (error) {
    throw new Error(`AZURE_FEATURES must be JSON: ${(error as Error).message}`, { cause: error });
  }
  throw new Error(`AZURE_FEATURES must be a JSON object of features and their states, got ${text}`);
}
