// `npm ci && node mediation/web/assets/build.mjs`: the pages' styles, script and letters, hashed, into ../static.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const made = await build({
  entryPoints: { app: join(here, "app.js"), style: join(here, "style.css") },
  outdir: out, bundle: true, minify: true, format: "esm", metafile: true, legalComments: "none",
  target: ["chrome109", "firefox115", "safari15.4"],
  entryNames: "[name]-[hash]", assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "file" },
});

// What the templates call a file, and what it is called today.
const manifest = {};
for (const [file, about] of Object.entries(made.metafile.outputs)) {
  if (about.entryPoint) manifest[basename(file).replace(/-[A-Z0-9]{8}\./, ".")] = basename(file);
}
copyFileSync(join(here, "icon.svg"), join(out, "icon.svg"));
manifest["icon.svg"] = "icon.svg";
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
