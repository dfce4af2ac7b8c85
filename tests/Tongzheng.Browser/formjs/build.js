// One script for the tests' browser: the form-js viewer and the questions put to it.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
buildSync({ entryPoints: [join(here, "agreement.js")], outfile: join(here, "dist", "agreement.js"), bundle: true, format: "iife", minify: true, target: "es2022", logLevel: "error" });
