import { newPage, signUp, startBrowser, startServer, submit, settled, upload, tryImport, commitImport } from "./harness.mjs";
import { goodRows, writeSales, BAD_ROWS } from "./sales-files.mjs";
const out = process.argv[2] ?? "/tmp/shots";
const only = process.argv[3];
const server = await startServer();
const browser = await startBrowser();
const page = await newPage(browser);
const shot = async (name, full = true) => page.screenshot({ path: `${out}/${name}.png`, fullPage: full });
try {
  await page.goto(server.link); await shot("start");
  await signUp(page, server, { firm: "Проба ООД" }); await shot("welcome");
  await submit(page, "form[action='/welcome'] button"); await settled(page);
  await page.goto(`${server.origin}/key-accounts`);
  const account = await page.locator("main table tbody th[scope=row] a").nth(1).getAttribute("href");
  await page.goto(`${server.origin}/imports`);
  const entry = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
  const file = writeSales("loshi.csv", [...goodRows(), ...BAD_ROWS]);
  await upload(page, server, file);
  const draft = new URL(page.url()).pathname;
  const pages = { clients: "/accounts", "clients-filtered": "/accounts?class=A&verdict=undecided&q=%D0%BC%D0%B0%D1%80", "clients-none": "/accounts?q=zzzzz", client: account, "client-bare": null, key: "/key-accounts", concentration: "/concentration", imports: "/imports", "import-new": "/imports/new", import: entry, draft, "set-aside": `${entry}/set-aside`, settings: "/settings", "settings-bank": "/settings?sector=bank", help: "/help", "not-found": "/nope" };
  await page.goto(`${server.origin}/accounts?sort=revenue&dir=up`);
  for (const [lang, theme] of [["bg", "light"], ["en", "dark"]]) {
    await page.context().addCookies([{ name: "clientela_language", value: lang, url: server.origin }, { name: "clientela_theme", value: theme, url: server.origin }]);
    await page.goto(`${server.origin}/accounts`);
    if ((await page.locator("html").getAttribute("lang")) !== lang) await submit(page, "form:has(input[name=language]) button");
    for (const [name, path] of Object.entries(pages)) {
      if (!path || (only && !name.match(only))) continue;
      for (const width of [1280, 768, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(server.origin + path);
        if (name === "concentration" && width === 768) await page.locator("details.why summary").first().click();
        if (name === "client") { await page.locator("details.answer summary").first().click(); }
        await shot(`${name}-${lang}-${theme}-${width}`);
      }
    }
    if (!only || "margin-trial".match(only)) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${server.origin}/concentration?measure=margin`);
      await page.locator("input[name=without]").first().check();
      await submit(page, "button.btn-main");
      await shot(`margin-trial-${lang}-${theme}-1280`);
    }
  }
  if (!only || "trial".match(only)) {
    await page.goto(server.origin + draft); await page.setViewportSize({ width: 1280, height: 900 });
    await tryImport(page); await shot("trial"); await commitImport(page); await shot("done");
    await page.goto(server.origin + draft + "/set-aside"); await shot("set-aside-rows");
    await page.setViewportSize({ width: 360, height: 900 }); await shot("set-aside-rows-360");
  }
} finally { await browser.close(); await server.stop(); }
