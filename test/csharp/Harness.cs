// Runs policy expressions with a real C# runtime, on contexts that a JSON file describes, and prints one result a line. The policy context is
// written here from Microsoft's description of it, as far as the expressions need it.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

public class Named { public string Id { get; set; } public string Name { get; set; } public string Path { get; set; } public string Method { get; set; } public string UrlTemplate { get; set; } }
public class LastError { public string Source { get; set; } public string Reason { get; set; } public string Message { get; set; } public string Scope { get; set; } public string Section { get; set; } public string Path { get; set; } public string PolicyId { get; set; } }
public class Body {
    byte[] bytes; bool taken;
    public Body(string text) { bytes = Encoding.UTF8.GetBytes(text); }
    public T As<T>(bool preserveContent = false) {
        if (taken) throw new InvalidOperationException();
        taken = !preserveContent;
        var text = Encoding.UTF8.GetString(bytes);
        if (typeof(T) == typeof(string)) return (T)(object)text;
        if (typeof(T) == typeof(byte[])) return (T)(object)bytes;
        if (text.Trim() == "") return default(T);
        var reader = new JsonTextReader(new StringReader(text));
        if (typeof(T) == typeof(JObject)) return (T)(object)JObject.Load(reader);
        if (typeof(T) == typeof(JArray)) return (T)(object)JArray.Load(reader);
        return (T)(object)JToken.ReadFrom(reader);
    }
}
public class Url { public string Scheme { get; set; } public string Host { get; set; } public int Port { get; set; } public string Path { get; set; } public string QueryString { get; set; } public IReadOnlyDictionary<string, string[]> Query { get; set; } }
public class Request { public Body Body { get; set; } public IReadOnlyDictionary<string, string[]> Headers { get; set; } public string IpAddress { get; set; } public IReadOnlyDictionary<string, string> MatchedParameters { get; set; } public string Method { get; set; } public Url OriginalUrl { get; set; } public Url Url { get; set; } }
public interface IResponse { Body Body { get; } int StatusCode { get; } }
public class Response : IResponse { public Body Body { get; set; } public IReadOnlyDictionary<string, string[]> Headers { get; set; } public int StatusCode { get; set; } public string StatusReason { get; set; } }
public class Jwt { public IReadOnlyDictionary<string, string[]> Claims { get; set; } }
public class Context {
    public Named Api { get; set; } public Named Operation { get; set; } public Named Product { get; set; } public Named Subscription { get; set; }
    public Request Request { get; set; } public Response Response { get; set; } public LastError LastError { get; set; } public Guid RequestId { get; set; }
    public TimeSpan Elapsed { get; set; } public IReadOnlyDictionary<string, object> Variables { get; set; }
}
public static class Clock { public static DateTimeOffset Now; public static DateTime UtcNow { get { return Now.UtcDateTime; } } }
public static class Extensions {
    public static string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> values, string name, string otherwise = null) { string[] found; return values.TryGetValue(name, out found) ? string.Join(",", found) : otherwise; }
    public static string GetValueOrDefault(this IReadOnlyDictionary<string, string> values, string name, string otherwise = null) { string found; return values.TryGetValue(name, out found) ? found : otherwise; }
    public static T GetValueOrDefault<T>(this IReadOnlyDictionary<string, object> values, string name, T otherwise = default(T)) { object found; return values.TryGetValue(name, out found) ? (T)found : otherwise; }
}
public static class Harness {
    static IReadOnlyDictionary<string, string[]> Lists(JToken token) {
        var made = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in ((JObject)token).Properties()) made[property.Name] = property.Value.Select(value => (string)value).ToArray();
        return made;
    }
    static Named Name(JToken token) { return token == null || token.Type == JTokenType.Null ? null : token.ToObject<Named>(); }
    static Url Address(JToken token) {
        return new Url { Scheme = "https", Host = (string)token["host"], Port = 443, Path = (string)token["path"], QueryString = (string)token["queryString"], Query = Lists(token["query"]) };
    }
    static object Variable(JToken token) {
        switch ((string)token["type"]) {
            case "int": return (int)token["value"];
            case "bool": return (bool)token["value"];
            case "json": return JObject.Parse((string)token["value"]);
            case "jwt": return new Jwt { Claims = Lists(token["value"]) };
            default: return (string)token["value"];
        }
    }
    public static Context Make(JToken token) {
        var request = token["request"];
        var response = token["response"];
        return new Context {
            Api = Name(token["api"]), Operation = Name(token["operation"]), Product = Name(token["product"]), Subscription = Name(token["subscription"]),
            RequestId = new Guid((string)token["requestId"]), Elapsed = TimeSpan.FromMilliseconds((double)token["elapsed"]),
            LastError = token["lastError"].Type == JTokenType.Null ? null : token["lastError"].ToObject<LastError>(),
            Request = new Request {
                Body = request["body"].Type == JTokenType.Null ? null : new Body((string)request["body"]), Headers = Lists(request["headers"]), IpAddress = "10.0.0.4",
                MatchedParameters = request["matched"].ToObject<Dictionary<string, string>>(), Method = (string)request["method"], OriginalUrl = Address(request["url"]), Url = Address(request["url"]) },
            Response = response.Type == JTokenType.Null ? null : new Response { StatusCode = (int)response["status"], StatusReason = "", Headers = Lists(response["headers"]), Body = new Body((string)response["body"]) },
            Variables = ((JObject)token["variables"]).Properties().ToDictionary(property => property.Name, property => Variable(property.Value)) };
    }
    static string Show(object value) {
        if (value == null) return "null";
        var token = value as JToken;
        if (token != null) return "json " + token.ToString(Formatting.None);
        var text = value as string;
        if (text != null) return "string " + JsonConvert.ToString(text);
        if (value is double) return "double " + ((double)value).ToString("R", CultureInfo.InvariantCulture);
        if (value is DateTime) return "DateTime " + ((DateTime)value).ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        var list = value as IEnumerable;
        if (list != null) return "[" + string.Join(", ", list.Cast<object>().Select(Show)) + "]";
        return value.GetType().Name + " " + Convert.ToString(value, CultureInfo.InvariantCulture);
    }
    public static void Main(string[] args) {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        System.Threading.Thread.CurrentThread.CurrentCulture = CultureInfo.InvariantCulture;
        var reader = new JsonTextReader(new StringReader(File.ReadAllText(args[0]))) { DateParseHandling = DateParseHandling.None };
        var contexts = (JArray)JToken.ReadFrom(reader);
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        for (var expression = 0; expression < Expressions.All.Length; expression++)
            foreach (var context in contexts) {
                Clock.Now = new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
                string result;
                try { result = Show(Expressions.All[expression](Make(context))); } catch (Exception error) { result = "throws " + error.GetType().Name; }
                output.WriteLine(result.Replace("\n", "\\n").Replace("\r", "\\r"));
            }
        output.Flush();
    }
}
