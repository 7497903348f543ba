import { pagesFile } from "../../policies/ruleTable";

const page = `policies/${pagesFile}`;

/**
 * Where the page of a rule is: absolute where the pipeline says which repository and commit it runs, so that it leads somewhere from a comment too, else
 * relative to the project. `RULES_URL` is another address of the page.
 */
export function rulePage(rule: string, env: Readonly<NodeJS.ProcessEnv> = process.env): string {
  const { RULES_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, BUILD_REPOSITORY_URI, BUILD_SOURCEVERSION } = env;
  if (RULES_URL) return `${RULES_URL}#${rule}`;
  if (GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_SHA)
    return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/${page}#${rule}`;
  if (BUILD_REPOSITORY_URI && BUILD_SOURCEVERSION) return azurePage(BUILD_REPOSITORY_URI, BUILD_SOURCEVERSION, rule);
  return `${page}#${rule}`;
}

/** A page in Azure Repos, or on GitHub where Azure Pipelines builds a repository of GitHub. */
function azurePage(uri: string, commit: string, rule: string): string {
  const repository = uri.replace(/^(https?:\/\/)[^/@]*@/, "$1").replace(/\.git$/, "");
  if (repository.startsWith("https://github.com/")) return `${repository}/blob/${commit}/${page}#${rule}`;
  return `${repository}?path=/${page}&version=GC${commit}&_a=preview&anchor=${rule}`;
}
