import {
  addTicks,
  epochTicks,
  fieldsOf,
  formatDate,
  parseDateTime,
  parseOffset,
  ticksFrom,
  ticksOf,
  timeSpan,
  utc,
} from "../dates";
import { Members, Out } from "../library";
import { CsException, DateTime, DateTimeOffset, Double, Enum, TimeSpan } from "../values";

/** What `DateTime.UtcNow` asks for the time: the clock of the call, set before an expression runs. */
export const now: { clock: { now(): number } } = { clock: Date };

const format = (): CsException => new CsException("FormatException", "String was not recognized as a valid DateTime.");
const second = 10_000_000n;
const scaled = ({ value }: Double, unit: number): bigint => BigInt(Math.round(value * unit * 1000)) * 10_000n;

function made(...fields: [number, number, number, number?, number?, number?]): DateTime {
  const ticks = ticksFrom(...fields);
  if (ticks === undefined)
    throw new CsException(
      "ArgumentOutOfRangeException",
      "Year, Month, and Day parameters describe an un-representable DateTime.",
    );
  return new DateTime(ticks, "Unspecified");
}

function monthsLater({ ticks, kind }: DateTime, months: number): DateTime {
  const { year, month, day } = fieldsOf(ticks);
  const index = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const last = new Date(Date.UTC(newYear, newMonth, 0)).getUTCDate();
  const date = ticksFrom(newYear, newMonth, Math.min(day, last))!;
  return new DateTime(date + (ticks % (86_400n * second)), kind);
}

const instant = ({ ticks, offsetMinutes }: DateTimeOffset): bigint => ticks - BigInt(offsetMinutes) * 60n * second;
const toUtc = ({ ticks }: DateTime): DateTime => new DateTime(ticks, "Utc");
const span = (ticks: bigint, unit: bigint): Double => new Double(Number(ticks) / Number(unit));
const part = (ticks: bigint, unit: bigint, size: bigint): number => Number((ticks / unit) % size);

/** `DateTime`, `DateTimeOffset` and `TimeSpan`; the gateway's time zone is UTC. */
export const dates: Members = {
  "static DateTime.UtcNow: DateTime": () => utc(now.clock.now()),
  "static DateTime.Now: DateTime": () => new DateTime(ticksOf(now.clock.now()), "Local"),
  "static DateTime.Parse(string): DateTime": (text: string) => {
    const value = parseDateTime(text);
    if (!value) throw format();
    return value;
  },
  "static DateTime.TryParse(string, out DateTime): bool": (text: string | null, out: Out) => {
    const value = text === null ? undefined : parseDateTime(text);
    out.value = value ?? new DateTime(0n, "Unspecified");
    return value !== undefined;
  },
  "static DateTime.MinValue: DateTime": () => new DateTime(0n, "Unspecified"),
  "new DateTime(int, int, int)": made,
  "new DateTime(int, int, int, int, int, int)": made,
  "new DateTime(int, int, int, int, int, int, DateTimeKind)": (
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
    kind: Enum,
  ) => new DateTime(made(a, b, c, d, e, f).ticks, kind.name as DateTime["kind"]),
  "DateTime.AddSeconds(double): DateTime": (value: DateTime, by: Double) => addTicks(value, scaled(by, 1)),
  "DateTime.AddMinutes(double): DateTime": (value: DateTime, by: Double) => addTicks(value, scaled(by, 60)),
  "DateTime.AddHours(double): DateTime": (value: DateTime, by: Double) => addTicks(value, scaled(by, 3600)),
  "DateTime.AddDays(double): DateTime": (value: DateTime, by: Double) => addTicks(value, scaled(by, 86_400)),
  "DateTime.AddMonths(int): DateTime": monthsLater,
  "DateTime.ToUniversalTime(): DateTime": toUtc,
  "DateTime.ToString(string): string": formatDate,
  "DateTime.Ticks: long": ({ ticks }: DateTime) => ticks,
  "DateTime.Year: int": ({ ticks }: DateTime) => fieldsOf(ticks).year,
  "DateTime.Month: int": ({ ticks }: DateTime) => fieldsOf(ticks).month,
  "DateTime.Day: int": ({ ticks }: DateTime) => fieldsOf(ticks).day,
  "DateTime.Hour: int": ({ ticks }: DateTime) => fieldsOf(ticks).hour,
  "DateTime.Minute: int": ({ ticks }: DateTime) => fieldsOf(ticks).minute,
  "DateTime.Second: int": ({ ticks }: DateTime) => fieldsOf(ticks).second,
  "DateTime.Date: DateTime": ({ ticks, kind }: DateTime) => new DateTime(ticks - (ticks % (86_400n * second)), kind),
  "DateTime.DayOfWeek: DayOfWeek": ({ ticks }: DateTime) => {
    const names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    const day = fieldsOf(ticks).dayOfWeek;
    return new Enum("DayOfWeek", names[day]!, day);
  },
  "DateTime.Subtract(DateTime): TimeSpan": (a: DateTime, b: DateTime) => new TimeSpan(a.ticks - b.ticks),
  "static DateTimeOffset.UtcNow: DateTimeOffset": () => new DateTimeOffset(ticksOf(now.clock.now()), 0),
  "static DateTimeOffset.Parse(string): DateTimeOffset": (text: string) => {
    const value = parseOffset(text);
    if (!value) throw format();
    return value;
  },
  "static DateTimeOffset.TryParse(string, out DateTimeOffset): bool": (text: string | null, out: Out) => {
    const value = text === null ? undefined : parseOffset(text);
    out.value = value ?? new DateTimeOffset(0n, 0);
    return value !== undefined;
  },
  "static DateTimeOffset.FromUnixTimeSeconds(long): DateTimeOffset": (seconds: bigint) =>
    new DateTimeOffset(epochTicks + seconds * second, 0),
  "DateTimeOffset.ToUnixTimeSeconds(): long": (value: DateTimeOffset) => (instant(value) - epochTicks) / second,
  "DateTimeOffset.ToUnixTimeMilliseconds(): long": (value: DateTimeOffset) => (instant(value) - epochTicks) / 10_000n,
  "DateTimeOffset.UtcDateTime: DateTime": (value: DateTimeOffset) => new DateTime(instant(value), "Utc"),
  "DateTimeOffset.AddSeconds(double): DateTimeOffset": (value: DateTimeOffset, by: Double) =>
    new DateTimeOffset(value.ticks + scaled(by, 1), value.offsetMinutes),
  "DateTimeOffset.ToString(string): string": formatDate,
  "static TimeSpan.FromSeconds(double): TimeSpan": ({ value }: Double) => timeSpan(value),
  "static TimeSpan.FromMinutes(double): TimeSpan": ({ value }: Double) => timeSpan(value * 60),
  "static TimeSpan.FromHours(double): TimeSpan": ({ value }: Double) => timeSpan(value * 3600),
  "static TimeSpan.Zero: TimeSpan": () => new TimeSpan(0n),
  "TimeSpan.TotalSeconds: double": ({ ticks }: TimeSpan) => span(ticks, second),
  "TimeSpan.TotalMilliseconds: double": ({ ticks }: TimeSpan) => span(ticks, 10_000n),
  "TimeSpan.TotalMinutes: double": ({ ticks }: TimeSpan) => span(ticks, 60n * second),
  "TimeSpan.TotalHours: double": ({ ticks }: TimeSpan) => span(ticks, 3600n * second),
  "TimeSpan.TotalDays: double": ({ ticks }: TimeSpan) => span(ticks, 86_400n * second),
  "TimeSpan.Days: int": ({ ticks }: TimeSpan) => Number(ticks / (86_400n * second)),
  "TimeSpan.Hours: int": ({ ticks }: TimeSpan) => part(ticks, 3600n * second, 24n),
  "TimeSpan.Minutes: int": ({ ticks }: TimeSpan) => part(ticks, 60n * second, 60n),
  "TimeSpan.Seconds: int": ({ ticks }: TimeSpan) => part(ticks, second, 60n),
  "TimeSpan.Milliseconds: int": ({ ticks }: TimeSpan) => part(ticks, 10_000n, 1000n),
};
