import type { Answer } from "../http/exchange";
import type { CustomRule, RequestHead } from "./customRules";
import { ownAnswer, page } from "./pages";
import type { FirewallSettings } from "./settings";

/** What the firewall says of a request. */
export interface Verdict {
  /** What the caller gets; absent: the request passes. */
  refusal?: Answer;
  /** Firewall rules that matched, for the log. */
  matches: Match[];
}

/** A firewall rule that matched a request. */
export interface Match {
  /** Name of a custom rule, or number of a managed one. */
  ruleId: string;
  /** Column `Message` of the log. */
  message: string;
  /** Column `Action` of the log. */
  action: "Allowed" | "Blocked" | "Matched" | "Detected";
}

/** Longest URL, and all headers together (Microsoft Learn, "Application Gateway limits", 2024-06-19). */
const mostUrlBytes = 32 * 1024;
/** Most bytes of all headers together, names and separators included. */
export const mostHeaderBytes = 32 * 1024;

/** @returns the refusal of a request whose head is too long for any listener */
export function headRefusal({ url, headers }: RequestHead): Answer | undefined {
  if (Buffer.byteLength(url) > mostUrlBytes) return page(414, "Request-URI Too Large");
  const bytes = headers.reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value) + 4, 0);
  return bytes > mostHeaderBytes ? page(400, "Request Header Or Cookie Too Large") : undefined;
}

/** Whether a custom rule lets the request pass without further checks, or blocks it. */
export function judgeHead(request: RequestHead, settings: FirewallSettings): Verdict & { allowed: boolean } {
  const matches: Match[] = [];
  for (const rule of settings.mode === undefined ? [] : settings.customRules.filter((one) => one.matches(request))) {
    const blocks = rule.action === "Block" && settings.mode === "Prevention";
    matches.push({ ruleId: rule.name, message: `Custom rule ${rule.name}`, action: actionOf(rule, blocks) });
    if (blocks) return { matches, allowed: false, refusal: blocked(settings) };
    if (rule.action === "Allow") return { matches, allowed: true };
  }
  return { matches, allowed: false };
}

const actionOf = ({ action }: CustomRule, blocks: boolean): Match["action"] =>
  action === "Allow" ? "Allowed" : action === "Log" ? "Matched" : blocks ? "Blocked" : "Detected";

/** Largest body that passes; undefined: any. Forms with files have a limit of their own. */
export function bodyLimit({ headers }: RequestHead, settings: FirewallSettings): number | undefined {
  if (settings.mode !== "Prevention") return undefined;
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return type.toLowerCase().startsWith("multipart/form-data") ? settings.maxFileBytes : settings.maxBodyBytes;
}

/** The refusal of a body that is too large, with its entry in the firewall's log. */
export function bodyTooLarge(bytes: number): Verdict {
  const message = `Request body no files data length is larger than the configured limit (${bytes})`;
  return { refusal: page(413, "Request Entity Too Large"), matches: [{ ruleId: "200004", message, action: "Blocked" }] };
}

/** The plan's own answer to a blocked request, or the page. */
function blocked({ block }: FirewallSettings): Answer {
  return block ? ownAnswer(block.status, "text/html", block.body) : page(403);
}
