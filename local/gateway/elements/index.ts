import { backends } from "./backends";
import { cache } from "./cache";
import { control } from "./control";
import { cors } from "./cors";
import { Element } from "./element";
import { identity } from "./identity";
import { limits } from "./limits";
import { messages } from "./messages";
import { observe } from "./observe";

/** Every policy element that is simulated, with how it is. Another one is an error when a plan is loaded. */
export const elements: Readonly<Record<string, Element>> = {
  ...control,
  ...messages,
  ...backends,
  ...limits,
  ...identity,
  ...observe,
  ...cache,
  ...cors,
};
