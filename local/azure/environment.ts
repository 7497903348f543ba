import { isObject } from "./base/provider";
import { FeatureState, featureStates, Subscription } from "./base/subscription";

/**
 * The subscription that environment variables describe. `AZURE_FEATURES` has the features that are not registered, as JSON:
 * `{"Microsoft.Network/Name": "NotRegistered"}`.
 *
 * @throws Error when a variable is wrong
 */
export const subscriptionFromEnvironment = (environment: NodeJS.ProcessEnv = process.env): Subscription => ({
  features: featuresIn(environment["AZURE_FEATURES"] ?? "{}"),
});

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
