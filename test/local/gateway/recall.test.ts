import { expressionCompiler } from "../../../local/gateway/csharp/expression";
import { JObject, JValue } from "../../../local/gateway/csharp/jsonTokens";
import { MessageBody, PolicyContext } from "../../../local/gateway/csharp/policyContext";
import { Dictionary, Value } from "../../../local/gateway/csharp/values";

/** Results of expressions are kept by what they read: nothing of that may be seen. */
describe("expressions that are run again", () => {
  const context = (variables: Record<string, Value>, body?: Uint8Array): PolicyContext =>
    ({
      variables: new Dictionary(Object.entries(variables)),
      request: { body: body ? new MessageBody(() => body) : null },
    }) as unknown as PolicyContext;
  const parse = `var text = context.Request.Body.As<string>(preserveContent: true); return JObject.Parse(text);`;
  const model = `(((JObject)context.Variables["request"])["model"] ?? "").ToString()`;

  test("give another result when a variable has another value, another type or is not there", async () => {
    const compile = await expressionCompiler();
    const { run } = compile(`context.Variables.GetValueOrDefault<object>("a", "none").ToString() + "!"`, false);
    for (const [variables, result] of [
      [{ a: 1 }, "1!"],
      [{ a: "one" }, "one!"],
      [{ a: 1n }, "1!"],
      [{ a: true }, "True!"],
      [{}, "none!"],
      [{ a: 1 }, "1!"],
    ] as const)
      expect(run(context(variables))).toBe(result);
  });

  test("give a token of its own each time", async () => {
    const compile = await expressionCompiler();
    const { run } = compile(parse, true);
    const body = Buffer.from('{"model":"a"}');
    const first = run(context({}, body)) as JObject;
    first.set("model", new JValue("changed"));
    const second = run(context({}, body)) as JObject;
    expect(second).not.toBe(first);
    expect((second.get("model") as JValue).value).toBe("a");
    expect(((run(context({}, Buffer.from('{"model":"b"}'))) as JObject).get("model") as JValue).value).toBe("b");
  });

  test("see that a token was changed", async () => {
    const compile = await expressionCompiler();
    const body = Buffer.from('{"model":"a","list":[{"x":1}]}');
    const request = compile(parse, true).run(context({}, body)) as JObject;
    const { run } = compile(model, false);
    expect(run(context({ request }))).toBe("a");
    compile(`((JObject)context.Variables["request"])["model"] = "b"`, false).run(context({ request }));
    expect(run(context({ request }))).toBe("b");
    const again = compile(parse, true).run(context({}, body)) as JObject;
    const inner = compile(`((JObject)context.Variables["request"])["list"][0]["x"].ToString()`, false);
    expect(inner.run(context({ request: again }))).toBe("1");
    compile(`((JObject)context.Variables["request"])["list"][0]["x"] = 2`, false).run(context({ request: again }));
    expect(inner.run(context({ request: again }))).toBe("2");
  });

  test("read a body that was taken away as an error, whatever was read before", async () => {
    const compile = await expressionCompiler();
    const { run } = compile(`context.Request.Body.As<string>(preserveContent: true).Length`, false);
    const there = context({}, Buffer.from("abc"));
    expect(run(there)).toBe(3);
    there.request.body!.read(false);
    expect(() => run(there)).toThrow("the body was read already");
  });
});
