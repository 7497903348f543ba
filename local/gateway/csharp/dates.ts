import { CsException, DateTime, DateTimeOffset, TimeSpan } from "./values";

const ticksPerMillisecond = 10_000n;
/** 1970-01-01 in ticks since year 1. */
export const epochTicks = 621_355_968_000_000_000n;
const maxTicks = 3_155_378_975_999_999_999n;

/** Ticks since year 1 of a time in milliseconds since 1970. */
export const ticksOf = (milliseconds: number): bigint => BigInt(Math.trunc(milliseconds)) * ticksPerMillisecond + epochTicks;
/** A time in milliseconds since 1970 as a `DateTime` of kind Utc. */
export const utc = (milliseconds: number): DateTime => new DateTime(ticksOf(milliseconds), "Utc");

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 100 nanoseconds. */
  fraction: number;
  dayOfWeek: number;
}

/** Year to second of ticks, in the Gregorian calendar. */
export function fieldsOf(ticks: bigint): Fields {
  const date = new Date(Number((ticks - epochTicks) / ticksPerMillisecond));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: Number(ticks % 10_000_000n),
    dayOfWeek: date.getUTCDay(),
  };
}

/** Ticks of a date and time; undefined for a date that no calendar has. */
export function ticksFrom(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  fraction = 0,
): bigint | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!real || year < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  return ticksOf(date.getTime()) + BigInt((hour * 60 + minute) * 60 + second) * 10_000_000n + BigInt(fraction);
}

const iso = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,7})\d*)?(Z|[+-]\d\d:?\d\d|[+-]\d\d)?$/;

interface Moment {
  ticks: bigint;
  /** Minutes; undefined when the text names no offset. */
  offset: number | undefined;
  zulu: boolean;
}

function isoMoment(text: string): Moment | undefined {
  const match = iso.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const ticks = ticksFrom(year, month, day, hour, minute, second, Number((match[7] ?? "").padEnd(7, "0")));
  if (ticks === undefined) return undefined;
  const zone = match[8];
  if (!zone || zone === "Z") return { ticks, offset: zone ? 0 : undefined, zulu: zone === "Z" };
  const digits = zone.replace(/\D/g, "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4) || "0");
  return { ticks, offset: zone.startsWith("-") ? -minutes : minutes, zulu: false };
}

/**
 * What Newtonsoft.Json makes of a text by itself (`DateParseHandling.DateTime`): texts in ISO format become dates, one with an offset becomes
 * the local time of that instant, so the offset is lost.
 */
export function newtonsoftDate(text: string): DateTime | undefined {
  if (text.length < 19 || text.length > 40 || text[10] !== "T") return undefined;
  const moment = isoMoment(text);
  if (!moment) return undefined;
  if (moment.offset === undefined) return new DateTime(moment.ticks, "Unspecified");
  return new DateTime(moment.ticks - BigInt(moment.offset) * 600_000_000n, moment.zulu ? "Utc" : "Local");
}

/** `DateTime.Parse` of the formats that are simulated: ISO 8601 with or without a time, and RFC 1123. */
function parseMoment(text: string): Moment | undefined {
  const trimmed = text.trim();
  const spaced = trimmed.replace(/^(\d{4}-\d\d-\d\d) (\d)/, "$1T$2");
  const full = isoMoment(spaced) ?? isoMoment(spaced.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(Z|[+-].*)?$/, "$1T$2:00$3"));
  if (full) return full;
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(trimmed);
  const date = day && ticksFrom(Number(day[1]), Number(day[2]), Number(day[3]));
  if (date) return { ticks: date, offset: undefined, zulu: false };
  if (!/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(trimmed)) return undefined;
  return { ticks: ticksOf(Date.parse(trimmed)), offset: 0, zulu: true };
}

/** `DateTime.Parse`; a text with an offset becomes local time. Undefined when C# throws. */
export function parseDateTime(text: string): DateTime | undefined {
  const moment = parseMoment(text);
  if (!moment) return undefined;
  if (moment.offset === undefined) return new DateTime(moment.ticks, "Unspecified");
  return new DateTime(moment.ticks - BigInt(moment.offset) * 600_000_000n, "Local");
}

/** `DateTimeOffset.Parse`; a text without an offset is taken as UTC. Undefined when C# throws. */
export function parseOffset(text: string): DateTimeOffset | undefined {
  const moment = parseMoment(text);
  return moment && new DateTimeOffset(moment.ticks, moment.offset ?? 0);
}

const two = (value: number): string => String(value).padStart(2, "0");
const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
};

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = "January February March April May June July August September October November December".split(" ");
const standard: Readonly<Record<string, string>> = {
  "": "MM/dd/yyyy HH:mm:ss",
  G: "MM/dd/yyyy HH:mm:ss",
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
  r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  d: "MM/dd/yyyy",
};

/** `ToString(format)` with the invariant culture. */
export function formatDate(value: DateTime | DateTimeOffset, format: string): string {
  const isOffset = value instanceof DateTimeOffset;
  const ticks = isOffset && /^[ruR]$/.test(format) ? value.ticks - BigInt(value.offsetMinutes) * 600_000_000n : value.ticks;
  const pattern = standard[format] ?? format;
  if (format.length === 1 && !(format in standard))
    throw new CsException("FormatException", "Input string was not in a correct format.");
  const offset = isOffset ? value.offsetMinutes : 0;
  const zone = isOffset || value.kind === "Local" ? offsetText(offset) : value.kind === "Utc" ? "Z" : "";
  const text = pattern.replace(/'[^']*'|y+|M+|d+|H+|h+|m+|s+|f+|F+|K|z+|t+/g, (part) =>
    fieldText(part, fieldsOf(ticks), zone, offset),
  );
  return isOffset && format === "" ? `${text} ${offsetText(offset)}` : text;
}

function fieldText(part: string, fields: Fields, zone: string, offset: number): string {
  const number = (value: number): string => String(value).padStart(part.length, "0");
  const fraction = String(fields.fraction).padStart(7, "0").slice(0, part.length);
  switch (part[0]) {
    case "y":
      return part.length > 2 ? number(fields.year) : two(fields.year % 100);
    case "M":
      return part.length > 2 ? months[fields.month - 1]!.slice(0, part.length > 3 ? undefined : 3) : number(fields.month);
    case "d":
      return part.length > 2 ? days[fields.dayOfWeek]!.slice(0, part.length > 3 ? undefined : 3) : number(fields.day);
    case "H":
      return number(fields.hour);
    case "h":
      return number(fields.hour % 12 || 12);
    case "m":
      return number(fields.minute);
    case "s":
      return number(fields.second);
    case "f":
      return fraction;
    case "F":
      return fraction.replace(/0+$/, "");
    case "K":
      return zone;
    case "z":
      return part.length > 2 ? offsetText(offset) : offsetText(offset).slice(0, 3);
    case "t":
      return fields.hour < 12 ? "AM" : "PM";
    default:
      return part.slice(1, -1);
  }
}

/** How Newtonsoft.Json writes a date. */
export function isoText(value: DateTime | DateTimeOffset): string {
  return formatDate(value, "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK").replace(/\.(?=Z|[+-]\d\d:|$)/, "");
}

/** A span of seconds, exact to 100 nanoseconds. */
export const timeSpan = (seconds: number): TimeSpan => new TimeSpan(BigInt(Math.round(seconds * 10_000_000)));

/** `TimeSpan.ToString()`: `[-][d.]hh:mm:ss[.fffffff]`. */
export function timeSpanText({ ticks }: TimeSpan): string {
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = Number(size / 10_000_000n);
  const fraction = Number(size % 10_000_000n);
  const day = Math.trunc(seconds / 86_400);
  const clock = [Math.trunc(seconds / 3600) % 24, Math.trunc(seconds / 60) % 60, seconds % 60].map(two).join(":");
  return `${ticks < 0n ? "-" : ""}${day ? `${day}.` : ""}${clock}${fraction ? `.${String(fraction).padStart(7, "0")}` : ""}`;
}

/** Adds to a date; more than year 9999 is an error, as in C#. */
export function addTicks(value: DateTime, ticks: bigint): DateTime {
  const sum = value.ticks + ticks;
  if (sum < 0n || sum > maxTicks)
    throw new CsException(
      "ArgumentOutOfRangeException",
      "The added or subtracted value results in an un-representable DateTime.",
    );
  return new DateTime(sum, value.kind);
}
