// Every page of the sample firm: nothing overflows, nothing is cut off, axe finds nothing serious,
// in both languages and both themes; and the pictures for the documentation.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoFaults, checkAccessibility, checkWidths, keepEvidence, newPage, picture, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

const LANGUAGES = ["bg", "en"];
const THEMES = ["light", "dark"];

/// Pages by the name of their picture; `{account}` and `{import}` are found in the book.
const PAGES = {
  home: "/",
  clients: "/accounts",
  client: "{account}",
  "key-clients": "/key-accounts",
  "key-clients-all": "/key-accounts?all=yes",
  concentration: "/concentration",
  imports: "/imports",
  "import-new": "/imports/new",
  import: "{import}",
  "set-aside": "{import}/set-aside",
  settings: "/settings",
  people: "/settings/people",
  teams: "/settings/teams",
  representatives: "/settings/representatives",
  owners: "/settings/owners",
  me: "/me",
  help: "/help",
  "not-found": "/no-such-page",
};

let server, browser, cookies, account, entry;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  try {
    await signUp(page, server, { firm: "Проба ООД" });
    await checkWidths(page, "welcome");
    await checkAccessibility(page, "welcome");
    await submit(page, "form[action='/welcome'] button");
    await settled(page);
    await page.goto(`${server.origin}/key-accounts`);
    account = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    await page.goto(`${server.origin}/imports`);
    entry = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
    cookies = await page.context().cookies();
  } catch (error) {
    await keepEvidence("opening the sample", page, server);
    throw error;
  }
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function visit(page, address) {
  const path = address.replace("{account}", account).replace("{import}", entry);
  await page.goto(`${server.origin}${path}`);
}

async function choose(language, theme) {
  const page = await newPage(browser, { language, theme, cookies });
  await page.context().addCookies([
    { name: "clientela_language", value: language, url: server.origin },
    { name: "clientela_theme", value: theme, url: server.origin },
  ]);
  // The signed-in user's language is kept with the user, not with the browser.
  await page.goto(`${server.origin}/accounts`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

for (const language of LANGUAGES) {
  for (const theme of THEMES) {
    test(`every page is sound: ${language}, ${theme}`, async (context) => {
      const page = await choose(language, theme);
      for (const [name, address] of Object.entries(PAGES)) {
        await context.test(name, async () => {
          const label = `${name} (${language}, ${theme})`;
          try {
            await visit(page, address);
            assert.equal(await page.locator("html").getAttribute("lang"), language, label);
            await checkAccessibility(page, label);
            if (theme === "light") await checkWidths(page, label);
            assertNoFaults(page);
          } catch (error) {
            await keepEvidence(label, page, server);
            throw error;
          } finally {
            page.faults.length = 0;
          }
          await picture(page, `${name}-${language}-${theme}`);
        });
      }
      await page.context().close();
    });
  }
}

test("pages on a phone", async (context) => {
  const page = await choose("bg", "light");
  await page.setViewportSize({ width: 360, height: 780 });
  for (const name of ["clients", "client", "key-clients", "concentration", "import"]) {
    await context.test(name, async () => {
      await visit(page, PAGES[name]);
      await checkAccessibility(page, `${name} on a phone`);
      await picture(page, `${name}-phone`);
    });
  }
  await page.context().close();
});

test("the sign-in page is sound in both languages and themes", async () => {
  for (const language of LANGUAGES) {
    for (const theme of THEMES) {
      const page = await newPage(browser, { language, theme });
      await page.goto(`${server.origin}/sign-in`);
      assert.equal(await page.locator("html").getAttribute("lang"), language, "the browser's language is spoken");
      await checkAccessibility(page, `sign-in (${language}, ${theme})`);
      await checkWidths(page, `sign-in (${language}, ${theme})`);
      await picture(page, `sign-in-${language}-${theme}`);
      await page.context().close();
    }
  }
});

test("pages read without script, and every address asks who you are", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "bg-BG" });
  const stranger = await context.newPage();
  for (const name of ["clients", "client", "key-clients", "concentration", "imports", "settings"]) {
    await visit(stranger, PAGES[name]);
    assert.equal(new URL(stranger.url()).pathname, "/sign-in", name);
  }
  await context.addCookies(cookies);
  await visit(stranger, PAGES["key-clients"]);
  assert.ok((await stranger.locator("main table tbody tr").count()) > 5, "the key clients are in the page itself");
  await context.close();
});

test("the sample is marked on every page and tells its stories", async () => {
  const page = await choose("bg", "light");
  for (const name of ["clients", "client", "key-clients", "concentration", "imports", "settings"]) {
    await visit(page, PAGES[name]);
    assert.equal(await page.locator(".sample-banner").count(), 1, `${name} says that this is a sample`);
  }
  await visit(page, PAGES["key-clients-all"]);
  const text = await page.locator("main").innerText();
  assert.match(text, /Ракита Ритейл/);
  await page.context().close();
});
