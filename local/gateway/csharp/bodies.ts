import { JArray, JObject, JToken } from "./jsonTokens";
import { readJson } from "./jsonReader";
import { writeJson } from "./jsonWriter";
import { MessageBody } from "./policyContext";
import { show, Type } from "./types";
import { CsException, Value } from "./values";

/** Types that a body can be read as. */
export const bodyTypes = ["string", "JObject", "JArray", "JToken", "byte[]"];

/** `Body.As<T>()`. JSON is read up to the end of its first value, as a stream would be; an empty body gives null. */
export function newtonsoft(body: MessageBody, type: Type, preserve: boolean): Value {
  const bytes = take(body, preserve);
  const name = show(type);
  if (name === "byte[]") return bytes;
  const text = decode(bytes);
  if (name === "string") return text;
  if (text.trim() === "") return null;
  const token = readJson(text, { whole: false });
  if (name === "JObject" && !(token instanceof JObject)) throw wrong("JObject", token);
  if (name === "JArray" && !(token instanceof JArray)) throw wrong("JArray", token);
  return token;
}

const decode = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");

function take(body: MessageBody, preserve: boolean): Uint8Array {
  try {
    return body.read(preserve);
  } catch (error) {
    throw new CsException("InvalidOperationException", (error as Error).message);
  }
}

const wrong = (name: string, token: JToken): CsException =>
  new CsException(
    "JsonReaderException",
    `Error reading ${name} from JsonReader. Current JsonReader item is not an object: ${token.type}.`,
  );

/** The text of a value that becomes a body: JSON of a token, without its type's own text. */
export const bodyText = (value: Value): string | undefined => (value instanceof JToken ? writeJson(value, true) : undefined);
