// The pictures of README.md, taken from the real pages of the sample firm.
//
//   node screens.mjs [FOLDER [PATH …]]     ../docs/screens and its pictures unless said otherwise
//
// A path such as /settings/watched-folders is kept as settings-watched-folders.png.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { commitImport, newPage, settled, signUp, startBrowser, startServer, submit, tryImport, upload } from "./harness.mjs";
import { BAD_ROWS, goodRows, writeSales } from "./sales-files.mjs";

const [folder = join(import.meta.dirname, "../docs/screens"), ...paths] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const server = await startServer();
const browser = await startBrowser();
const page = await newPage(browser, { language: "en" });

async function keep(name, path) {
  if (path !== undefined) await page.goto(server.origin + path);
  await settled(page);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: paths.length > 0 });
}

try {
  await signUp(page, server, { language: "en", firm: "Vyarna Rakita Ltd" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
  const account = async () => {
    await page.goto(`${server.origin}/key-accounts`);
    return new URL(await page.locator("main a[href^='/accounts/']").first().getAttribute("href"), server.origin).pathname;
  };
  const first = await account();
  if (paths.length > 0) {
    for (const path of paths) {
      const real = path.replace("{account}", first);
      await keep(path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "home", real);
    }
  } else {
    await keep("home", "/");
    await keep("key-accounts", "/key-accounts");
    await keep("account", first);
    await keep("concentration", "/concentration");
    await keep("obligations", "/obligations");
    await upload(page, server, writeSales("sales.csv", [...goodRows(), ...BAD_ROWS]));
    await tryImport(page);
    await keep("import");
    await commitImport(page);
  }
} finally {
  await browser.close();
  await server.stop();
}
