/**
 * How azure-native repeats a request that Azure refuses for now (`provider/pkg/azure/client_azcore.go` and the defaults of Azure SDK for Go,
 * `azcore/policy.RetryOptions`): four tries, 20 s before the second, 60 s before the third, 120 s before the last, or as `Retry-After` says.
 */

/** What a refusal of Azure's control plane says. */
export interface Refusal {
  /** HTTP status. */
  status: number;
  /** Azure's error code, such as `AnotherOperationInProgress`. */
  code: string;
  /** Seconds that Azure asks to wait. */
  retryAfterSeconds?: number;
}

const retryableStatus: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const delaysSeconds = [20, 60, 120] as const;

/** Whether the same request may succeed later. Of all conflicts only `AnotherOperationInProgress` is repeated. */
export function isRetryable(refusal: Refusal): boolean {
  return retryableStatus.has(refusal.status) || (refusal.status === 409 && refusal.code === "AnotherOperationInProgress");
}

/** Seconds to wait after the given number of failed tries (1 or more); undefined when the failure is final. */
export function retryDelaySeconds(refusal: Refusal, failedTries: number): number | undefined {
  const delay = delaysSeconds[failedTries - 1];
  if (delay === undefined || !isRetryable(refusal)) return undefined;
  return refusal.retryAfterSeconds ?? delay;
}

/**
 * Runs `request` until it succeeds or fails for good.
 * @param refusalOf the refusal in an error, undefined when it is another error
 * @param sleep waits for the given seconds of Azure's time
 */
export async function withRetries<T>(
  request: () => Promise<T>,
  refusalOf: (error: unknown) => Refusal | undefined,
  sleep: (seconds: number) => Promise<void>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await request();
    } catch (error) {
      const refusal = refusalOf(error);
      const delay = refusal && retryDelaySeconds(refusal, tries);
      if (delay === undefined) throw error;
      await sleep(delay);
    }
  }
}
