import boundaries from "eslint-plugin-boundaries";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/**
 * The layers, outermost first, and which others each may import: data flows from the settings to the resources, what is deployed knows nothing
 * of the tools, the rules know resources only, and a fixture is a program, a file or a rule pack of its own. README's table says what each holds.
 */
const layers = [
  { name: "test", files: "test/!(fixtures)/**", imports: ["index", "stacks", "components", "policies", "local", "fixtures"] },
  { name: "fixtures", files: "test/fixtures/**", imports: ["policies"] },
  { name: "local", files: "local/**", imports: ["stacks", "components", "policies"] },
  { name: "index", files: "index.ts", imports: ["stacks"] },
  { name: "stacks", files: "stacks/**", imports: ["components"] },
  { name: "components", files: "components/**", imports: [] },
  { name: "policies", files: "policies/**", imports: [] },
];

const layering = {
  files: ["**/*.ts", "**/*.tsx", "**/*.js"],
  plugins: { boundaries },
  settings: {
    "import/resolver": { node: { extensions: [".ts", ".tsx", ".js", ".json"] } },
    "boundaries/root-path": import.meta.dirname,
    "boundaries/files": layers.map(({ name, files }) => ({ category: name, pattern: files })),
    "boundaries/dependency-nodes": ["import", "export", "require", "dynamic-import"],
    "boundaries/additional-dependency-nodes": [
      { name: "import-type", selector: "TSImportType Literal", kind: "type" },
      { name: "import-equals", selector: "TSExternalModuleReference > Literal", kind: "value" },
      { name: "jest", selector: "CallExpression[callee.object.name=jest] > Literal:first-child", kind: "value" },
    ],
  },
  rules: {
    "boundaries/dependencies": [
      "error",
      {
        default: "disallow",
        policies: layers.map(({ name, imports }) => ({
          from: { file: { categories: name } },
          allow: { to: { file: { categories: { anyOf: [name, ...imports] } } } },
        })),
      },
    ],
  },
};

export default tseslint.config(
  { ignores: ["node_modules/", ".local/", "coverage/"] },
  ...tseslint.configs.recommended,
  layering,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "@pulumi": pulumi },
    rules: {
      // An output inside a template string prints "Calling [toString] on an Output", not its value.
      "@pulumi/no-output-in-template-literal": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
    },
  },
  { files: ["**/*.js", "**/*.mjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
