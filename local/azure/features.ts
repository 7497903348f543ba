import { isObject } from "./provider";

/** States that a feature can have (Microsoft.Features, `SubscriptionFeatureRegistrationState`), and `forbidden`: the caller may not read it. */
const states = ["Registered", "NotRegistered", "Registering", "Pending", "Unregistering", "Unregistered", "forbidden"] as const;
export type FeatureState = (typeof states)[number];

const isState = (value: unknown): value is FeatureState => states.some((state) => state === value);

/**
 * State of a feature of the subscription, such as `Microsoft.Network/EnableApplicationGatewayNetworkIsolation`.
 * `AZURE_FEATURES` has those that are not registered, as JSON: `{"Microsoft.Network/Name": "NotRegistered"}`.
 *
 * @throws Error when the variable is wrong
 */
export function stateOf(feature: string, environment: NodeJS.ProcessEnv = process.env): FeatureState {
  return featuresIn(environment["AZURE_FEATURES"] ?? "{}")[feature] ?? "Registered";
}

function featuresIn(text: string): Readonly<Record<string, FeatureState | undefined>> {
  const features = parsed(text);
  const wrong = Object.entries(features).find(([, state]) => !isState(state));
  if (wrong) throw new Error(`AZURE_FEATURES: ${wrong[0]} must be one of ${states.join(", ")}, got ${JSON.stringify(wrong[1])}`);
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
