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
  {
    place:
      /^global:\d+: .*(?:throttled|told|context\.Response != null).* in (?:backend\[1\]\/retry\[1\]\/choose\[1\]|on-error\[1\])/,
    why: "what notes an outage stands in three places, and in two of them no answer came",
  },
  {
    place: /^global:\d+: no of if \(context\.Response != null\).* in backend\[1\]\/retry\[1\]\/choose\[4\]/,
    why: "what notes an outage stands in three places, and in one of them an answer came",
  },
  {
    place: /^global:\d+: yes of open\.Count == 0 \? 1 .* in outbound\[1\]/,
    why: "a guard: a 429 has noted an outage that ends later, unless a clock jumps in between",
  },
  {
    place: /^api\/openai(?:-v1)?:\d+: .*(?:inbound\[1\]\/choose\[8\]\/when\[2\]|"kind"\] == "stored" && .*choose\[8\])/,
    why: "the account of stored objects deploys every model of the environments; case E12 has another",
  },
  {
    place: /^api\/openai:\d+: .*inbound\[1\]\/choose\[6\]\/when\[1\]/,
    why: "no operation of the dated API takes items of a conversation without a model",
  },
  { place: /^api\/openai-v1:\d+: yes of .*"deployment-id"/, why: "no operation of the v1 API names a deployment in its path" },
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
