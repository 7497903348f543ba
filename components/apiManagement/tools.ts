/** What a request may ask for beside functions and the data that it carries, when the plan says so. */
export const hostedTools = [
  "web_search",
  "code_interpreter",
  "file_search",
  "image_generation",
  "data_sources",
  "remote_urls",
] as const;

/** A tool or a reference that makes the model's side reach out, and that a plan must allow by name. */
export type HostedTool = (typeof hostedTools)[number];

/** Types of tools that the caller runs itself: the model only says with what (OpenAI, "Using tools"). */
export const callersTools = ["function", "custom", "local_shell", "apply_patch", "computer_use_preview"] as const;
