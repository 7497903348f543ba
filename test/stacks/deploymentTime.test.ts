import type { Plan } from "../../local/engine/plan";
import { Waiting, longestChain, needlessEdges, titleOf } from "../e2e/support/chain";
import { fixtureStack, planOf } from "../support/plan";

/** Seconds that Azure needs for the longest chain, by stack: 40 minutes of them (dev) or 50 are API Management's, 8 Application Gateway's. */
const stacks = [
  { stack: "dev", args: fixtureStack("dev"), seconds: 2932, last: "network:ApplicationGateway gateway" },
  { stack: "prod", args: fixtureStack("prod"), seconds: 3532, last: "network:ApplicationGateway gateway" },
  // With locks, which come last, and customer-managed keys, with which accounts and models are made after API Management.
  {
    stack: "max",
    args: fixtureStack("max"),
    seconds: 4006,
    last: "cognitiveservices:Account openai-swedencentral",
  },
] as const;

const plans = new Map<string, Plan>();
beforeAll(async () => {
  for (const { stack, args } of stacks) plans.set(stack, await planOf(...args));
}, 600_000);

const custom = (stack: string): Waiting[] => plans.get(stack)?.resources.filter((resource) => resource.custom) ?? [];

describe.each(stacks)("the order in which $stack is deployed", ({ stack, seconds, last }) => {
  it("has no edge without a value that is used or a reason", () => {
    expect(needlessEdges(custom(stack))).toEqual([]);
  });

  it("takes as long as its longest chain, which API Management and what waits for it bound", () => {
    const chain = longestChain(custom(stack));
    expect(chain.seconds).toBe(seconds);
    expect(chain.resources).toEqual(expect.arrayContaining(["apimanagement:ApiManagementService apim", last]));
  });
});

describe("an edge that need not be", () => {
  /** The resources of dev, one of which waits for another one too. */
  const planted = (waiting: string, before: string): Waiting[] => {
    const resources = custom("dev");
    const urnOf = (title: string) => {
      const found = resources.find(({ urn }) => titleOf(urn) === title);
      if (!found) throw new Error(`dev has no ${title}`);
      return found.urn;
    };
    const [urn, dependency] = [urnOf(waiting), urnOf(before)];
    return resources.map((one) => (one.urn === urn ? { ...one, dependencies: [...(one.dependencies ?? []), dependency] } : one));
  };

  it.each([
    ["network:ApplicationGateway gateway", "authorization:RoleAssignment roles-operators-insights"],
    ["cognitiveservices:Deployment openai-francecentral-gpt-5.1", "cognitiveservices:Deployment openai-swedencentral-gpt-5.1"],
    ["cognitiveservices:Deployment openai-francecentral-gpt-5.1", "network:PrivateEndpoint openai-swedencentral-endpoint"],
    ["network:PrivateEndpoint vault-endpoint", "apimanagement:ApiManagementService apim"],
  ])("is found: %s waits for %s", (waiting, before) => {
    expect(needlessEdges(planted(waiting, before))).toEqual([`${waiting} ← ${before}`]);
  });

  it("makes the chain longer where it is on it", () => {
    const chain = longestChain(planted("network:ApplicationGateway gateway", "apimanagement:Api apim-openai"));
    expect(chain.seconds).toBeGreaterThan(stacks[0].seconds);
  });
});
