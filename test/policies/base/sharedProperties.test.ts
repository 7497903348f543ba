import { AnalyzeRequest, AnalyzerResourceOptions } from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { shareProperties } from "../../../policies/base/sharedProperties";
import { unwrap } from "../../../policies/base/value";

type Analyze = (call: { request: AnalyzeRequest }, answer: (error?: Error) => void) => void;

/** Functions as those of the SDK, which make something new each time. */
const makers = () => ({
  deserialize: { deserializeProperties: (struct: object, secrets: boolean): object => ({ struct, secrets }) },
  proxy: { unknownCheckingProxy: (properties: object): object => ({ properties }) },
});

describe("properties that rules read", () => {
  const sdk = makers();
  shareProperties(sdk);
  const { deserialize, proxy } = sdk;
  const [struct, other] = [{}, {}];

  test("are made once for each message", () => {
    const made = deserialize.deserializeProperties(struct, false);
    expect(deserialize.deserializeProperties(struct, false)).toBe(made);
    expect(made).toEqual({ struct, secrets: false });
  });

  test("are those of their own message", () => {
    expect(deserialize.deserializeProperties(other, false)).not.toBe(deserialize.deserializeProperties(struct, false));
  });

  test("are guarded once", () => {
    const properties = deserialize.deserializeProperties(struct, false);
    expect(proxy.unknownCheckingProxy(properties)).toBe(proxy.unknownCheckingProxy(properties));
  });

  test("are made anew for a remediation, which may change them", () => {
    const made = deserialize.deserializeProperties(struct, true);
    expect(deserialize.deserializeProperties(struct, true)).not.toBe(made);
    expect(made).toEqual({ struct, secrets: true });
  });
});

test("rules of the SDK's server are given the same properties", async () => {
  shareProperties();
  const seen: unknown[] = [];
  const rule = { description: "Keeps what it is given.", enforcementLevel: "advisory" };
  const keep = ({ props }: { props: Record<string, unknown> }) => void seen.push(unwrap(props));
  const { makeAnalyzeRpcFun } = jest.requireActual<{ makeAnalyzeRpcFun: (...args: unknown[]) => Analyze }>(
    "@pulumi/policy/server",
  );
  const analyze = makeAnalyzeRpcFun("pack", "1.0.0", "advisory", [
    { ...rule, name: "one", validateResource: keep },
    { ...rule, name: "two", validateResource: keep },
  ]);
  const request = new AnalyzeRequest().setProperties(Struct.fromJavaScript({ colour: "red" }));
  request.setOptions(new AnalyzerResourceOptions());
  await new Promise<void>((resolve, reject) => analyze({ request }, (error) => (error ? reject(error) : resolve())));
  expect(seen).toEqual([{ colour: "red" }, { colour: "red" }]);
  expect(seen[0]).toBe(seen[1]);
});
