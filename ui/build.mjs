// Builds what the binary embeds, into ui/dist:
//   app-<hash>.css, app-<hash>.js  one stylesheet and one script
//   sprite.svg                     the icons in use, written into each page by the server
//   licenses.txt                   the licence texts of what is bundled
//   manifest.json                  { "app.css": "app-<hash>.css", … }
// Run by `npm run build`; the output is not committed.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const web = join(here, "..", "crates", "clientela-web");

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const manifest = {};

/** Writes a file under a name that holds the hash of its content. */
function emit(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const [stem, extension] = name.split(".");
  const file = `${stem}-${hash}.${extension}`;
  writeFileSync(join(dist, file), content);
  manifest[name] = file;
}

/** One entry point, bundled and minified. */
async function bundle(entry) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    // The floor for light-dark() and popover; older browsers get the page without its theme.
    target: ["chrome123", "firefox120", "safari17.5"],
    legalComments: "none",
    logLevel: "warning",
  });
  return result.outputFiles[0].contents;
}

/** Names of icons in templates and in Rust: icon("name"), icon_s("name") and Icon("name"). */
function iconsInUse() {
  const names = new Set();
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (/\.(rs|html)$/.test(entry.name)) {
        const text = readFileSync(path, "utf8");
        for (const match of text.matchAll(/\b(?:icon|icon_s|Icon)\("([a-z0-9-]+)"/g)) names.add(match[1]);
      }
    }
  };
  visit(join(web, "src"));
  visit(join(web, "templates"));
  return [...names].sort();
}

/** The Tabler icons as symbols, without the invisible frame each file begins with. */
function sprite() {
  const symbols = iconsInUse().map((name) => {
    const file = join(here, "node_modules", "@tabler", "icons", "icons", "outline", `${name}.svg`);
    const paths = [...readFileSync(file, "utf8").matchAll(/<path[^>]*\sd="([^"]+)"[^>]*>/g)]
      .map((match) => match[1])
      .filter((shape) => shape !== "M0 0h24v24H0z")
      .map((shape) => `<path d="${shape}"/>`);
    return `<symbol id="i-${name}" viewBox="0 0 24 24">${paths.join("")}</symbol>`;
  });
  return symbols.join("");
}

emit("app.css", await bundle("css/app.css"));
emit("app.js", await bundle("src/app.js"));
writeFileSync(join(dist, "sprite.svg"), sprite());

const licenses = ["htmx.org", "@tabler/icons"].map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const text = readFileSync(join(folder, "LICENSE"), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(join(dist, "licenses.txt"), licenses.join("\n----------\n\n"));
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
