/** Expressions beyond those of the policies, each compared with what a C# runtime makes of it. A text that begins with `{` is a body of statements. */
export const samples: readonly string[] = String.raw`
1 + 2 * 3
7 / 2
-7 / 2
-7 % 3
7 / 2.0
1 + 2L
new[] { 2147483647 }.First() + 1
new[] { 9223372036854775807L }.First() + 1L
1.1 + 2.2
0.1 * 3
1e20
1.0 / 3
(int)3.99
(int)-3.99
(long)1e10
(double)7
5 > 3 && 2 < 1
!(1 == 1) || 2 != 3
1 == 1.0
'a' + 1
(int)'A'
"a" + 1 + 2
1 + 2 + "a"
"a" + null + true
"x" + 1.5 + 'c'
"abc".Length
"abc"[1]
"abc".Substring(1)
"abc".Substring(1, 1)
"abc".Substring(4)
"abcabc".IndexOf("c")
"abcabc".IndexOf("c", 3)
"abcabc".LastIndexOf("b")
"abc".IndexOf("z")
"abc".Contains("bc")
"ABC".ToLower()
"abc".ToUpperInvariant()
"  a ".Trim()
"xxaxx".Trim('x')
"xxaxx".TrimStart('x')
"a/".TrimEnd('/')
"a,b,,c".Split(',')
"a,b,,c".Split(new char[] { ',' }, StringSplitOptions.RemoveEmptyEntries)
"a||b||c".Split(new string[] { "||" }, StringSplitOptions.None)
"a b".Split()
"a.b".Replace(".", "-")
"abc".Replace("b", null)
"abc".Replace("", "x")
"abc".StartsWith("AB", StringComparison.OrdinalIgnoreCase)
"abc".EndsWith("bc")
"abc".Equals("ABC", StringComparison.OrdinalIgnoreCase)
"abc".PadLeft(5, '0')
"abc".Insert(1, "x")
"abcdef".Remove(2, 3)
string.Join("-", new string[] { "a", "b" })
string.Join("-", new[] { 1, 2 })
string.Concat("a", "b", "c")
string.Format("{0}-{1}-{0}", "a", 2)
string.Format("{{}}")
string.IsNullOrEmpty("")
string.IsNullOrWhiteSpace(" ")
string.CompareOrdinal("b", "a") > 0
$"a{1 + 1}b{"c"}"
$"{{x}}"
@"a\b""c"
"\u0041\t\\"
int.Parse("42")
int.Parse("x")
int.Parse("99999999999")
int.Parse(" 5 ")
double.Parse("1.5")
double.Parse("1e3")
long.Parse("12345678901")
bool.Parse("TRUE")
bool.Parse("yes")
Convert.ToInt32("12")
Convert.ToInt32(2.5)
Convert.ToInt32(3.5)
Convert.ToString(5)
Convert.ToBoolean("true")
Convert.ToBase64String(Encoding.UTF8.GetBytes("hi"))
Encoding.UTF8.GetString(Convert.FromBase64String("aGk="))
Convert.FromBase64String("x")
Math.Max(1, 2)
Math.Min(1.5, 2)
Math.Ceiling(1.2)
Math.Floor(-1.2)
Math.Round(2.6)
Math.Abs(-3)
5.ToString()
(1.5).ToString("F2")
7.ToString("D3")
255.ToString("X")
true.ToString()
new JObject(new JProperty("a", 1)).ToString(Formatting.None)
new JObject(new JProperty("a", new JArray(1, "b", null, true, 1.5)))
new JObject(new JProperty("a", new JObject()), new JProperty("b", null)).ToString()
JObject.Parse("{'a':1, b:2, /*c*/ \"d\":[1,2,]}")
JObject.Parse("{\"a\":1,\"a\":2}")
JObject.Parse("{\"a\":1}{}")
JObject.Parse("[1]")
JArray.Parse("[1, 2.50, 1e2, -0, \"x\"]")
JToken.Parse("\"2026-11-25T18:00:00+05:30\"").Type.ToString()
JToken.Parse("\"2026-11-25T18:00:00Z\"").ToString()
JToken.Parse("\"2026-11-25\"").Type.ToString()
JObject.Parse("{\"a\":\"2026-11-25T18:00:00.123Z\"}")
JObject.Parse("{\"a\":\"2026-11-25T18:00:00\"}")
(string)JObject.Parse("{\"a\":5}")["a"]
(int)JObject.Parse("{\"a\":\"5\"}")["a"]
(int)JObject.Parse("{\"a\":\"x\"}")["a"]
(int)JObject.Parse("{\"a\":1.5}")["a"]
(bool)JObject.Parse("{\"a\":\"true\"}")["a"]
(double)JObject.Parse("{\"a\":3}")["a"]
(int?)JObject.Parse("{\"a\":null}")["a"]
(int)JObject.Parse("{\"a\":null}")["a"]
(string)JObject.Parse("{}")["a"]
(int?)JObject.Parse("{}")["a"]
(int)JObject.Parse("{}")["a"]
(string)JObject.Parse("{\"a\":{}}")["a"]
JObject.Parse("{\"a\":{\"b\":[1,{\"c\":\"x\"}]}}")["a"]["b"][1]["c"]
JObject.Parse("{\"a\":1}")["a"]["b"]
JObject.Parse("{\"a\":{}}")["a"]["b"]["c"]
JObject.Parse("{\"a\":{\"b\":[1,2]}}").SelectToken("a.b[1]")
JObject.Parse("{\"a\":{\"b\":[1,2]}}").SelectToken("$.a.c")
JObject.Parse("{\"a\":1,\"b\":2}").Properties().Select(p => p.Name)
JObject.Parse("{\"a\":1,\"b\":{\"c\":3}}").Descendants().OfType<JProperty>().Select(p => p.Path)
JObject.Parse("{\"a\":[{\"b\":1},{\"b\":2}]}")["a"].Select(x => (int)x["b"]).Sum()
JObject.Parse("{\"a\":[3,1,2]}")["a"].Select(x => (int)x).OrderBy(x => x)
JObject.Parse("{\"a\":[3,1,2]}")["a"].Max(x => (int)x)
((JArray)JObject.Parse("{\"a\":[3,1,2]}")["a"]).Count
JObject.Parse("{\"a\":1}").Value<int>("a")
JObject.Parse("{\"a\":1}").Value<string>("b")
JObject.Parse("{\"a\":true}")["a"].ToString()
JObject.Parse("{\"a\":null}")["a"].ToString()
JObject.Parse("{\"a\":null}")["a"] == null
JObject.Parse("{\"a\":null}")["a"].Type == JTokenType.Null
JObject.Parse("{\"a\":1}")["b"] == null
JObject.Parse("{\"a\":1.50}").ToString(Formatting.None)
JObject.Parse("{\"a\":1e5,\"b\":123456789012345678}").ToString(Formatting.None)
JObject.Parse("{\"a\":\"\\u00e4\\n\\/\"}").ToString(Formatting.None)
JToken.DeepEquals(JToken.Parse("[1,2]"), JToken.Parse("[1, 2]"))
JObject.Parse("{\"a\":1}").Property("b") == null
JObject.Parse("{\"a\":{\"x\":1}}")["a"].Parent.Parent is JObject
JObject.Parse("{\"A\":1}").GetValue("a", StringComparison.OrdinalIgnoreCase)
new List<string> { "a", "b" }.Count
new Dictionary<string, int> { { "a", 1 }, { "b", 2 } }["b"]
new Dictionary<string, int> { { "a", 1 } }["c"]
new Dictionary<string, string> { { "a", "x" } }.ContainsKey("a")
new[] { 3, 1, 2 }.OrderByDescending(x => x)
new[] { 1, 2, 3, 4 }.Where(x => x % 2 == 0).Select(x => x * x)
new[] { 1, 2, 3 }.Skip(1).First()
new[] { 1, 2, 3 }.Take(2).Last()
new int[] { }.FirstOrDefault()
new string[] { }.FirstOrDefault()
new int[] { }.First()
new[] { 1, 2 }.Single()
new[] { "a", "b" }.Contains("b")
new[] { "b", "a", "b" }.Distinct().Count()
new[] { 1, 2, 3 }.Any(x => x > 2) && new[] { 1 }.All(x => x == 1)
new[] { 1, 2, 3 }.Aggregate((a, b) => a * 10 + b)
new[] { "x", "yy", "z" }.GroupBy(s => s.Length).Select(g => g.Key + ":" + g.Count())
new[] { "a", "b" }.Zip(new[] { 1, 2 }, (s, n) => s + n)
new[] { "a", "b" }.ToDictionary(s => s, s => s + s)["b"]
new[] { "a", "b" }.SelectMany(s => new[] { s, s })
Enumerable.Range(1, 3).Reverse()
Regex.IsMatch("abc", "^a.c$")
Regex.IsMatch("abc\n", "c$")
Regex.IsMatch("abc\n", "c\\z")
Regex.Match("key=value", "(\\w+)=(?<v>\\w+)").Groups["v"].Value
Regex.Match("key=value", "(\\w+)=(\\w+)").Groups[2].Value
Regex.Match("abc", "x").Success
Regex.Match("abc", "x").Groups[1].Value
Regex.Replace("a1b22", "\\d+", "#")
Regex.Replace("john smith", "(\\w+) (\\w+)", "$2 $1")
Regex.Replace("ABC", "b", "x", RegexOptions.IgnoreCase)
Regex.Split("a1b2c", "\\d")
Regex.Split("a1b", "(\\d)")
Regex.IsMatch("a\nb", "a.b")
Regex.IsMatch("a\nb", "a.b", RegexOptions.Singleline)
DateTime.Parse("2026-11-25T12:00:00").AddDays(10).ToString("yyyy-MM-dd")
DateTime.Parse("2026-01-31").AddMonths(1).ToString("yyyy-MM-dd")
DateTime.Parse("2026-11-25T12:00:00Z").ToUniversalTime().ToString("o")
new DateTime(2026, 2, 28).AddDays(1).Month
(new DateTime(2026, 11, 25) - new DateTime(2026, 11, 24)).TotalHours
DateTimeOffset.Parse("2026-11-25T12:00:00+02:00").ToUnixTimeSeconds()
TimeSpan.FromSeconds(90).TotalMinutes
TimeSpan.FromMinutes(90).ToString()
context.Request.Headers.GetValueOrDefault("x-forwarded-for", "none")
context.Request.Headers.GetValueOrDefault("missing", "none")
context.Request.Headers["content-type"].First()
context.Request.Headers.ContainsKey("CONTENT-TYPE")
context.Request.Url.Query.GetValueOrDefault("api-version", "v1")
context.Request.Body.As<JObject>(preserveContent: true)
context.Request.Body.As<string>(preserveContent: true).Length
context.Response?.StatusCode
context.Response?.Headers.GetValueOrDefault("Retry-After", "none")
context.LastError?.Reason
(string)context.Variables["model"]
context.Variables.GetValueOrDefault<string>("nothing", "d")
context.Variables.GetValueOrDefault("model", "d")
context.Variables.GetValueOrDefault<int>("model", 1)
(int)context.Variables["model"]
(string)context.Variables["members"]
((JObject)context.Variables["request"])["model"]
context.Variables["request"] is JObject
context.Variables.ContainsKey("outages") ? ((string)context.Variables["outages"]).Split(' ').Length : -1
context.Subscription?.Id ?? "nobody"
context.Elapsed.TotalSeconds
context.RequestId.ToString()
{ var n = 0; for (var i = 0; i < 5; i++) { if (i == 3) { break; } n += i; } return n; }
{ var s = ""; foreach (var c in "abc") { s = c + s; } return s; }
{ try { return int.Parse("x"); } catch (FormatException) { return -1; } }
{ try { return int.Parse(null); } catch (Exception e) { return "caught"; } }
{ int n; return int.TryParse("12", out n) ? n : -1; }
{ var list = new List<int>(); list.Add(1); list.AddRange(new[] { 2, 3 }); return list.Sum(); }
{ var o = new JObject(); o["a"] = 1; o["b"] = new JArray(); ((JArray)o["b"]).Add("x"); return o; }
{ var o = JObject.Parse("{\"a\":1,\"b\":2}"); o.Remove("a"); o["c"] = "d"; return o.ToString(Formatting.None); }
{ var o = JObject.Parse("{\"a\":{\"b\":1}}"); o["a"]["b"] = 2; o["c"] = o["a"]; o["c"]["b"] = 3; return o.ToString(Formatting.None); }
{ string a = null; return (a ?? "x") + (a == null ? "y" : a); }
{ int? n = null; return n == null ? -1 : n.Value; }
{ var i = 5; while (i > 0) { i -= 2; } return i; }
{ switch ("b") { case "a": return 1; case "b": return 2; default: return 3; } }
{ if (1 > 2) { return "a"; } else if (2 > 1) { return "b"; } return "c"; }
{ object o = "text"; if (o is string t) { return t.Length; } return 0; }
`
  .trim()
  .split("\n");
