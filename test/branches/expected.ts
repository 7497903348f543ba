/** A place that no call can reach: with the reason. */
interface Unreachable {
  /** Part of the line that the report prints. */
  place: RegExp;
  why: string;
}

export const unreachable: readonly Unreachable[] = [
  {
    place: /^global:(?:6|8|13): .*inbound/,
    why: "an API of this package names the consumer; the refusal is for one that somebody adds by hand",
  },
  {
    place: /context\.Subscription == null|"token-only"|no of context\.Variables\.ContainsKey\("token"\)/,
    why: "every plan of the environment asks for key and token; credentials.test.ts has the others",
  },
  { place: /ContainsKey\("slow"\)/, why: "no model of the environment is slow; slowModels.test.ts has one" },
  {
    place: /tool\["(?:server_url|connector_id)"\]|remote_urls/,
    why: "no plan of the environment allows tools that call others; tools.test.ts has one that does",
  },
  {
    place:
      /^api\/openai:\d+: .*(?:var boundary = Regex|"readsBody"\] && context\.Request\.Body != null && ""|choose\[3\]\/when\[1\])/,
    why: "no operation of the dated API that is offered takes a form",
  },
  {
    place: /^global:\d+: .*on-error\[1\]\/choose\[1\]\/otherwise\[1\]|ExpressionValueEvaluationFail/,
    why: "only an expression that throws leads there; case H5 makes one throw",
  },
];
