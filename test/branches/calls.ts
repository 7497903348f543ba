import { readPlan } from "../../local/gateway/documents/planModel";
import type { Behaviours, Coverage, Plan } from "../../local/gateway";
import type { Consumer } from "../../local/stand/consumers";
import { bothBehaviours } from "../local/gateway/support/actors";
import { Bench, bench, Issuer, Reply } from "../local/gateway/support/harness";
import { bodies, forms, replies } from "./requests";

interface CallsArgs {
  plan: Plan;
  consumers: readonly Consumer[];
  /** Settings of the environment. */
  settings: {
    plans: readonly { models: readonly string[]; tokensPerMinute: number }[];
    openAi: { regions: readonly { location: string }[] };
  };
  /** Id of a consumer's subscription. */
  idOf(consumer: Consumer): string;
  coverage: Coverage;
}

type Headers = Record<string, string>;

/** Replies of backends in turn, whichever is asked. */
class Turns {
  private turn = 0;
  constructor(private list: readonly Reply[] = [{}]) {}
  use(list: readonly Reply[]): void {
    this.list = list;
    this.turn = 0;
  }
  readonly next = (): Reply => this.list[Math.min(this.turn++, this.list.length - 1)]!;
}

/** Sends calls of every kind; returns how many. */
export async function callEverything({ plan, consumers, settings, idOf, coverage }: CallsArgs): Promise<number> {
  let calls = 0;
  for (const [, behaviours] of bothBehaviours)
    calls += await new Calls(plan, consumers, settings, idOf, coverage, behaviours).all();
  return calls;
}

/** Host of a region's account, where the gateway asks it. */
const hostOf = (plan: Plan, location: string): string | undefined =>
  plan.resources.find(({ inputs }) => inputs.namedValueId === `host-${location}`)?.inputs.value as string | undefined;

class Calls {
  private readonly turns = new Turns();
  private issuer!: Issuer;
  private at!: Bench;
  private count = 0;

  constructor(
    private readonly plan: Plan,
    private readonly consumers: readonly Consumer[],
    private readonly settings: CallsArgs["settings"],
    private readonly idOf: CallsArgs["idOf"],
    private readonly coverage: Coverage,
    private readonly behaviours: Partial<Behaviours>,
  ) {}

  async all(): Promise<number> {
    this.issuer = await Issuer.make();
    const keys = Object.fromEntries([
      ...this.consumers.map((one) => [this.idOf(one), one.subscriptionKey]),
      ["master", "key-master"],
    ]);
    const { plan, issuer, behaviours, coverage } = this;
    this.at = await bench({ plan, issuer, keys, behaviours, coverage, scripts: { "*": this.turns.next } });
    await this.operations();
    if (this.defaults) await this.credentials();
    if (this.defaults) await this.limits();
    await this.tokenArrays();
    if (this.defaults) await this.silentRegions();
    return this.count;
  }

  private get defaults(): boolean {
    return Object.keys(this.behaviours).length === 0;
  }

  /** A call with nothing counted or broken before it, or after others. */
  private async send(url: string, headers: Headers, body: unknown, method = "POST", fresh = true): Promise<void> {
    if (fresh) this.at.gateway.reset();
    this.count += 1;
    await this.at.send({ method, url, headers, ...(body !== undefined && method !== "GET" && { body }) });
  }

  private async as(consumer: Consumer, claims: Record<string, unknown> = {}): Promise<Headers> {
    const token = await this.issuer.token({ groups: [consumer.entraGroup], oid: "o", azp: "a", ...claims });
    return { "api-key": consumer.subscriptionKey, Authorization: `Bearer ${token}` };
  }

  /** Every operation by every consumer with each kind of his models; what a model is asked, with every body and every answer. */
  private async operations(): Promise<void> {
    const operations = readPlan(this.plan).apis.flatMap((api) =>
      api.operations.map((operation) => ({ ...operation, api: api.path })),
    );
    const deployed = new Set(this.settings.plans.flatMap(({ models }) => models));
    for (const consumer of this.consumers) {
      const firstOfPlan = this.consumers.find(({ models }) => models.join() === consumer.models.join()) === consumer;
      const outside = [...deployed].find((model) => !consumer.models.includes(model)) ?? "gpt-9";
      const headers = await this.as(consumer);
      for (const { method, urlTemplate, api } of operations)
        for (const [place, model] of [consumer.models[0]!, consumer.models.at(-1)!, outside, "gpt-9"].entries()) {
          const path = urlTemplate.replace(/\{(deployment-id|model|model-id)\}/, model).replace(/\{[^}]+\}/g, "id_1");
          const url = `/${api}${path}${api.endsWith("v1") ? "" : "?api-version=2024-10-21"}`;
          const first = firstOfPlan && place === 0 && method === "POST";
          const chosen = first && /\/(chat\/completions|responses|embeddings)$/.test(path);
          // Where it is not known how Azure behaves, it is about answers only.
          if (this.defaults || chosen) await this.operation(method, url, headers, model, chosen);
          const items = first && /\/conversations(\/id_1\/items)?$/.test(path);
          if (this.defaults && (chosen || items || (first && /\/(images|audio)\//.test(path))))
            await this.bodies(url, headers, model, consumer.models.at(-1)!);
        }
    }
  }

  private async operation(method: string, url: string, headers: Headers, model: string, every: boolean): Promise<void> {
    const base = { model, messages: [{ role: "user", content: "hi" }], input: "hi", store: false };
    for (const list of every ? replies : replies.slice(0, 1)) {
      this.turns.use(list);
      await this.send(url, headers, base, method);
      await this.send(url, headers, { ...base, stream: true }, method, false);
      if (!url.endsWith("/responses")) continue;
      this.turns.use(list);
      await this.send(url, headers, { ...base, input: [{ type: "reasoning", encrypted_content: "x" }] }, method);
    }
    this.turns.use([{}]);
  }

  private async bodies(url: string, headers: Headers, model: string, other: string): Promise<void> {
    for (const body of bodies(model, other)) await this.send(url, headers, body);
    for (const { type, body } of forms(model, other)) await this.send(url, { ...headers, "Content-Type": type }, body);
    await this.send(url, { ...headers, "Content-Type": "text/plain" }, { model });
  }

  /** Who calls, shown well and badly. */
  private async credentials(): Promise<void> {
    const [first] = this.consumers;
    if (!first) return;
    const second = this.consumers[1] ?? first;
    const model = first.models[0]!;
    const url = `/openai/deployments/${model}/chat/completions?api-version=2024-10-21`;
    const good = await this.as(first);
    const of = async (claims: Record<string, unknown>): Promise<Headers> => this.as(first, claims);
    const many = Array.from({ length: 200 }, (_, index) => `g${index}`);
    const shown: Headers[] = [
      {},
      { "api-key": good["api-key"]! },
      { Authorization: good.Authorization! },
      { ...good, "api-key": "wrong" },
      { ...good, "api-key": "key-master" },
      { ...good, "Ocp-Apim-Subscription-Key": good["api-key"]! },
      { ...good, Authorization: "Basic x" },
      { ...good, Authorization: "Bearer x.y.z" },
      { ...good, Authorization: `Bearer ${good["api-key"]}` },
      { Authorization: `Bearer ${good["api-key"]}` },
      { ...good, "x-ms-client-request-id": "mine", "User-Agent": "x" },
      await this.as(second),
      { ...(await this.as(second)), "api-key": good["api-key"]! },
      await of({ groups: undefined, roles: [first.entraGroup] }),
      await of({ groups: undefined, roles: ["ai-gateway"], azp: undefined, appid: "b" }),
      await of({ groups: many }),
      await of({ groups: undefined }),
      await of({ groups: undefined, _claim_names: { groups: "src1" }, _claim_sources: {} }),
      await of({ groups: undefined, hasgroups: true }),
      await of({ scp: "user" }),
      await of({ scp: "user", azp: undefined, upn: "u@contoso.com", name: "n", preferred_username: "u" }),
      await of({ azp: undefined, oid: undefined }),
      await of({ azp: first.entraGroup, groups: undefined }),
      await of({ idtyp: "app", groups: undefined, appid: first.entraGroup }),
      await of({ exp: 1 }),
      await of({ aud: "other" }),
    ];
    for (const headers of shown)
      for (const path of [
        url,
        "/openai/v1/chat/completions",
        "/openai/v1/models",
        "/openai/models?api-version=2024-10-21",
        "/nowhere",
      ])
        for (const method of ["POST", "GET", "OPTIONS"]) await this.send(path, headers, { model, messages: [] }, method);
    for (const name of ["api-key", "subscription-key"])
      for (const path of [`${url}&`, "/openai/v1/chat/completions?"])
        await this.send(`${path}${name}=${good["api-key"]}`, good, { model, messages: [] });
  }

  /** Embeddings of lists of token ids, which a limit may be unable to count. */
  private async tokenArrays(): Promise<void> {
    this.turns.use([{}]);
    for (const consumer of this.consumers)
      for (const model of consumer.models)
        for (const stream of [false, true])
          await this.send("/openai/v1/embeddings", await this.as(consumer), { model, input: [[1, 2]], stream });
  }

  /** Regions that say nothing, one after another and all at once. */
  private async silentRegions(): Promise<void> {
    const hosts = this.settings.openAi.regions
      .map(({ location }) => hostOf(this.plan, location))
      .filter((one) => one !== undefined);
    for (const silent of [...hosts.map((host) => [host]), hosts]) {
      const scripts = Object.fromEntries(silent.map((host) => [host, { fails: "Timeout" as const }]));
      this.at.backends.scripts = { "*": this.turns.next, ...scripts };
      for (const consumer of this.consumers)
        for (const model of consumer.models) {
          const headers = await this.as(consumer);
          for (const reply of [{}, { status: 429 }]) {
            this.turns.use([reply]);
            const message = { messages: [{ role: "user", content: "hi" }] };
            await this.send(`/openai/deployments/${model}/chat/completions?api-version=2024-10-21`, headers, message);
            await this.send("/openai/v1/chat/completions", headers, { model, ...message });
            await this.send("/openai/v1/responses", headers, { model, input: "hi", store: false });
          }
        }
    }
    this.at.backends.scripts = { "*": this.turns.next };
  }

  /** Calls until each limit of each plan is reached. */
  private async limits(): Promise<void> {
    const byPlan = new Map(this.consumers.map((one) => [one.models.join(), one]));
    for (const consumer of byPlan.values()) {
      const headers = await this.as(consumer);
      for (const model of consumer.models)
        for (const [operation, more] of [
          ["chat/completions", { messages: [{ role: "user", content: "hi" }] }],
          ["embeddings", { input: "hi" }],
          ["images/generations", { prompt: "hi" }],
        ] as const)
          for (const total of [40_000, 5_000_000, 3_000_000_000]) {
            this.turns.use([{ body: { usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: total } } }]);
            for (let index = 0; index < 4; index += 1) {
              await this.send(`/openai/v1/${operation}`, headers, { model, ...more }, "POST", index === 0);
              if (index === 2) this.at.clock.pass(61);
            }
          }
      this.turns.use([{}]);
      const { tokensPerMinute } = this.settings.plans.find(({ models }) => models.join() === consumer.models.join())!;
      const long = "word ".repeat(tokensPerMinute + 100);
      await this.send("/openai/v1/chat/completions", headers, {
        model: consumer.models[0],
        messages: [{ role: "user", content: long }],
      });
      for (let index = 0; index < 302; index += 1)
        await this.send(
          "/openai/v1/images/generations",
          headers,
          { model: consumer.models[0], prompt: "x" },
          "POST",
          index === 0,
        );
    }
  }
}
