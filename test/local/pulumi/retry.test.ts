import { isRetryable, retryDelaySeconds, withRetries } from "../../../local/pulumi/retry";

const refusal = (status: number, code = "Code", retryAfterSeconds?: number) => ({ status, code, retryAfterSeconds });

describe("isRetryable", () => {
  it.each([
    [408, "RequestTimeout", true],
    [429, "TooManyRequests", true],
    [500, "InternalServerError", true],
    [503, "ServiceUnavailable", true],
    [409, "AnotherOperationInProgress", true],
    [409, "RequestConflict", false],
    [400, "BadRequest", false],
    [403, "AuthorizationFailed", false],
    [404, "ResourceNotFound", false],
  ])("%i %s: %s", (status, code, expected) => expect(isRetryable(refusal(status, code))).toBe(expected));
});

describe("retryDelaySeconds", () => {
  it.each([
    [1, 20],
    [2, 60],
    [3, 120],
    [4, undefined],
  ])("after %i failed tries waits %s", (tries, expected) => expect(retryDelaySeconds(refusal(429), tries)).toBe(expected));

  it("waits as long as Azure says", () => expect(retryDelaySeconds(refusal(429, "TooManyRequests", 7), 1)).toBe(7));
  it("does not wait for a final refusal", () => expect(retryDelaySeconds(refusal(400, "BadRequest", 7), 1)).toBeUndefined());
});

describe("withRetries", () => {
  const failing = (failures: number, status: number) => {
    const slept: number[] = [];
    let calls = 0;
    const request = async () => {
      if (++calls <= failures) throw Object.assign(new Error(`failure ${calls}`), refusal(status));
      return calls;
    };
    const refusalOf = (error: unknown) => error as Error & { status: number; code: string };
    return { slept, run: () => withRetries(request, refusalOf, async (seconds) => void slept.push(seconds)) };
  };

  it("repeats a throttled request and gives its answer", async () => {
    const { slept, run } = failing(3, 429);
    await expect(run()).resolves.toBe(4);
    expect(slept).toEqual([20, 60, 120]);
  });

  it("gives up after four tries, with the last error", async () => {
    const { slept, run } = failing(9, 503);
    await expect(run()).rejects.toThrow("failure 4");
    expect(slept).toEqual([20, 60, 120]);
  });

  it("does not repeat a conflict", async () => {
    const { slept, run } = failing(1, 409);
    await expect(run()).rejects.toThrow("failure 1");
    expect(slept).toEqual([]);
  });
});
