import { Library } from "../library";
import { regexOptions } from "../regex";
import { collections } from "./collections";
import { context } from "./context";
import { convert } from "./convert";
import { dates } from "./dates";
import { json } from "./json";
import { linq } from "./linq";
import { regex } from "./regex";
import { strings } from "./strings";

const inOrder = (...names: string[]): Record<string, number> => Object.fromEntries(names.map((name, index) => [name, index]));

const enumerations = {
  StringComparison: inOrder(
    "CurrentCulture",
    "CurrentCultureIgnoreCase",
    "InvariantCulture",
    "InvariantCultureIgnoreCase",
    "Ordinal",
    "OrdinalIgnoreCase",
  ),
  StringSplitOptions: inOrder("None", "RemoveEmptyEntries"),
  JTokenType: inOrder(
    ..."None Object Array Constructor Property Comment Integer Float String Boolean Null Undefined Date Raw Bytes Guid Uri TimeSpan".split(
      " ",
    ),
  ),
  RegexOptions: regexOptions,
  DateTimeKind: inOrder("Unspecified", "Utc", "Local"),
  DayOfWeek: inOrder("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
  Formatting: inOrder("None", "Indented"),
};

/** What expressions can use: the part of .NET, Newtonsoft.Json and the policy context that is simulated. */
export const library = new Library([strings, convert, dates, collections, linq, json, regex, context], enumerations);
