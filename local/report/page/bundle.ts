import { build } from "esbuild";

/** A script for the browser with all that it imports, small enough to stand in a page. @param file Its entry, a TypeScript file. */
export async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2020",
    logLevel: "silent",
  });
  return (outputFiles[0]?.text ?? "").replaceAll("</script", "<\\/script");
}
