import type { Deployment } from "./account";

/** What a request would use. */
export interface Demand {
  /** Tokens of the request; 0 for models that are limited by requests. */
  promptTokens: number;
  /** Most tokens that the answer may have; absent: the request sets no limit. */
  maxTokens: number | undefined;
}

/** Whether a deployment takes a request. */
export type Admission = { admitted: true } | { admitted: false; limit: "token" | "request"; retryAfterSeconds: number };

/** What Azure answers when no minute is long enough for the request. */
const never = 86_400;
/** Rates of requests are judged over ten seconds, not over a minute (Microsoft Learn, "Azure OpenAI quota", 2025-07-11). */
const requestWindow = 10_000;
const minute = 60_000;

/** Something counted in windows of one length that follow each other. */
class Window {
  private start = 0;
  private used = 0;

  constructor(private readonly length: number) {}

  at(now: number): number {
    if (now >= this.start + this.length) {
      this.start = now;
      this.used = 0;
    }
    return this.used;
  }

  add(amount: number): void {
    this.used = Math.max(0, this.used + amount);
  }

  /** Whole seconds until it begins anew, at least 1. */
  secondsLeft(now: number): number {
    return Math.max(1, Math.ceil((this.start + this.length - now) / 1000));
  }
}

/**
 * The capacity of one deployment, as Azure counts it. Pay-as-you-go: what a request may use (prompt and the most tokens of its answer) is
 * taken from the minute before the model is called, and requests from windows of ten seconds. Provisioned: a bucket that leaks at the rate
 * of the units; the request that fills it is still taken ("Provisioned throughput", 2026-03-20).
 */
export class Capacity {
  private readonly tokens = new Window(minute);
  private readonly requests = new Window(requestWindow);
  private level = 0;
  private drainedAt = 0;
  /** Tokens that admitted requests took, answers at their weight; requests that were admitted and refused. For reports. */
  taken = 0;
  /** Requests that were admitted. */
  admitted = 0;
  /** Requests that were refused with 429. */
  refused = 0;

  constructor(private readonly deployment: Deployment) {}

  /** Takes what the request would use, if there is enough left. `now` is in milliseconds since 1970. */
  admit(demand: Demand, now: number): Admission {
    const admission = this.deployment.provisioned ? this.admitProvisioned(demand, now) : this.admitStandard(demand, now);
    if (admission.admitted) this.admitted++;
    else this.refused++;
    if (admission.admitted) this.taken += demand.promptTokens + (demand.maxTokens ?? 0) * this.deployment.outputWeight;
    return admission;
  }

  /** Corrects the count when the answer is there: `completionTokens` is what it had. */
  settle(demand: Demand, completionTokens: number): void {
    const { provisioned, outputWeight } = this.deployment;
    const reserved = demand.maxTokens ?? 0;
    const difference = completionTokens - reserved;
    if (provisioned || demand.maxTokens === undefined) this.taken += difference * outputWeight;
    if (provisioned) this.level += difference * outputWeight;
    // Azure does not give back what max_tokens reserved; it adds what an answer without a limit used.
    else if (demand.maxTokens === undefined) this.tokens.add(completionTokens);
  }

  /** What is left of the minute, for the headers of an answer. */
  remaining(now: number): { tokens: number; requests: number | undefined } {
    const { provisioned, tokensPerMinute, requestsPerMinute } = this.deployment;
    const used = provisioned ? this.drained(now) : this.tokens.at(now);
    const requests = requestsPerMinute === undefined ? undefined : this.perWindow(requestsPerMinute) - this.requests.at(now);
    return { tokens: Math.max(0, Math.floor(tokensPerMinute - used)), requests };
  }

  private admitStandard({ promptTokens, maxTokens }: Demand, now: number): Admission {
    const { tokensPerMinute, requestsPerMinute = Infinity } = this.deployment;
    const wanted = promptTokens + (maxTokens ?? 0);
    if (wanted > tokensPerMinute) return { admitted: false, limit: "token", retryAfterSeconds: never };
    if (this.requests.at(now) + 1 > this.perWindow(requestsPerMinute))
      return { admitted: false, limit: "request", retryAfterSeconds: this.requests.secondsLeft(now) };
    if (this.tokens.at(now) + wanted > tokensPerMinute)
      return { admitted: false, limit: "token", retryAfterSeconds: this.tokens.secondsLeft(now) };
    this.requests.add(1);
    this.tokens.add(wanted);
    return { admitted: true };
  }

  private admitProvisioned({ promptTokens, maxTokens }: Demand, now: number): Admission {
    const { tokensPerMinute, outputWeight } = this.deployment;
    const level = this.drained(now);
    if (level >= tokensPerMinute) {
      const seconds = ((level - tokensPerMinute) / tokensPerMinute) * 60;
      return { admitted: false, limit: "token", retryAfterSeconds: Math.max(1, Math.ceil(seconds)) };
    }
    this.level = level + promptTokens + (maxTokens ?? 0) * outputWeight;
    return { admitted: true };
  }

  /** What is in the bucket now. */
  private drained(now: number): number {
    const leaked = ((now - this.drainedAt) / minute) * this.deployment.tokensPerMinute;
    this.level = Math.max(0, this.level - leaked);
    this.drainedAt = now;
    return this.level;
  }

  private perWindow(requestsPerMinute: number): number {
    return Math.max(1, Math.floor((requestsPerMinute * requestWindow) / minute));
  }
}
