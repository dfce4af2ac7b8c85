// Builds wwwroot/dist: one stylesheet, one small script, and the islands that pages load when they need them. Run by Frontend.targets, or by hand with `npm run build`.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync, transformSync } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "..", "wwwroot", "dist");
mkdirSync(dist, { recursive: true });

const styles = compile(join(here, "styles", "portal.scss"), {
  loadPaths: [join(here, "node_modules")],
  quietDeps: true,
});
writeFileSync(join(dist, "portal.css"), transformSync(styles.css, { loader: "css", minify: true, charset: "utf8" }).code);

const islands = { bundle: true, format: "esm", minify: true, target: "es2020", outdir: dist };
buildSync({ ...islands, entryPoints: ["portal.js", "diagram.js"].map((script) => join(here, "scripts", script)) });

// The editors are large, so each is a file of its own that one page loads; their fonts and styles come with them.
buildSync({
  ...islands,
  entryPoints: ["edit-bpmn.js", "edit-dmn.js", "edit-form.js"].map((script) => join(here, "scripts", script)),
  target: "es2022",
  alias: { preact: join(here, "node_modules", "preact") }, // form-js brings another copy, and components of two copies do not know each other's state
  loader: { ".woff": "file", ".woff2": "file", ".ttf": "empty", ".eot": "empty", ".svg": "empty" },
  assetNames: "[name]-[hash]",
  legalComments: "none",
});
