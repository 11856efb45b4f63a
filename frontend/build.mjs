// Builds what the site serves from src/klusterkarta/web/static/klusterkarta/build/: the typeface with its style sheet,
// one bundle for each script in this folder, and the outlines that maps lie in. Nothing in it is committed; dev.py runs
// this when its inputs change.
import { build } from "esbuild";
import { readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { countries } from "./map/countries.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, "..", "src", "klusterkarta", "web", "static", "klusterkarta", "build");

const files = await readdir(here);
const entryPoints = files.filter((name) => /\.(js|css)$/.test(name)).map((name) => join(here, name));

await rm(output, { recursive: true, force: true });
await build({
  entryPoints,
  outdir: output,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome100", "firefox100", "safari15"],
  // Leaflet's own pictures are never drawn; inside its sheet they need no files.
  loader: { ".woff2": "file", ".png": "dataurl" },
  // Names without a hash: templates and the style sheet can name a file that is known before it is built.
  assetNames: "fonts/[name]",
  legalComments: "none",
  logLevel: "warning",
});

const outlines = await countries();
await writeFile(join(output, "countries.json"), outlines);
// The site serves the smaller one to every browser that can read it.
await writeFile(join(output, "countries.json.gz"), gzipSync(outlines, { level: 9 }));
