// A competitor is written down, then where it stands at a client, what was lost to it and what the client buys in all:
// its card and the page of the client say so, and what was withdrawn comes back. In both languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, cookies, account, client;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
  await page.goto(`${server.origin}/key-accounts`);
  const first = page.locator("main table tbody th[scope=row] a").first();
  account = await first.getAttribute("href");
  client = (await first.innerText()).trim();
  cookies = await page.context().cookies();
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/// A page in a language; it is kept with the user, not with the browser.
async function open(language, options) {
  const page = await newPage(browser, { cookies, language, ...options });
  await page.goto(`${server.origin}/accounts`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  return page;
}

async function press(page, locator) {
  await Promise.all([page.waitForEvent("load"), locator.click()]);
}

const STORIES = [
  { language: "bg", javaScriptEnabled: true, name: "Чаена къща", group: "Чай", lost: /загубено/, unknown: /неизвестн/ },
  { language: "en", javaScriptEnabled: false, name: "Tea house", group: "Tea", lost: /lost/, unknown: /unknown/ },
];

for (const { language, javaScriptEnabled, name, group, lost, unknown } of STORIES) {
  test(`a competitor stands at a client, and what was lost to it is on its card (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/market/competitors`);
      await press(page, page.locator("main a[href='/market/competitors/new']").first());
      await press(page, page.locator("form[action='/market/competitors/new'] button.btn-main"));
      assert.equal(await page.locator("#f-name").getAttribute("aria-invalid"), "true");
      await page.locator("#f-name").fill(name);
      await page.locator("#f-strengths").fill("1");
      await press(page, page.locator("form[action='/market/competitors/new'] button.btn-main"));
      const card = page.url();
      assert.equal(await page.locator("h1").innerText(), name);
      await page.goto(`${server.origin}${account}`);
      await press(page, page.locator("#competitors a[href^='/market/positions/new']"));
      assert.equal(await page.locator("#f-client").inputValue(), client);
      assert.equal(await page.locator("#f-source option[value=competitor]").count(), 0, "a competitor is no source");
      await page.locator("#f-competitor").selectOption({ label: name });
      await page.locator("#f-product_group").fill(group);
      await page.locator("#f-share_low").fill("40");
      await page.locator("#f-share_high").fill("20");
      await page.locator("#f-source").selectOption("client");
      const save = page.locator("form[action='/market/positions/new'] button.btn-main");
      await press(page, save);
      assert.equal(await page.locator("#f-share_high").getAttribute("aria-invalid"), "true");
      await page.locator("#f-share_high").fill("60");
      await press(page, save);
      const position = page.url();
      assert.equal(await page.locator("h1").innerText(), `${name} – ${group}`);
      await page.goto(card);
      await press(page, page.locator("main a[href^='/market/contests/new']"));
      await page.locator("#f-client").fill(client);
      await page.locator("#f-what").fill(`${group} 2027`);
      await page.locator("#f-outcome").selectOption("lost");
      await page.locator("#f-reason").selectOption("price");
      await page.locator("#f-reason_source").selectOption("client");
      await press(page, page.locator("form[action='/market/contests/new'] button.btn-main"));
      await page.goto(card);
      assert.match(await page.locator("#contests").innerText(), lost);
      assert.match(await page.locator("#positions").innerText(), /40–60/);
      await checkAccessibility(page, `competitor-${language}`);
      await checkWidths(page, `competitor-${language}`);
      // Written by mistake: the card forgets it, and the undo brings it back.
      await page.goto(position);
      await page.locator("details.answer summary").click();
      await page.locator("#f-withdrawn").selectOption("yes");
      await press(page, page.locator("#change form button.btn-main"));
      const undo = page.locator(".toasts form button");
      await press(page, undo);
      await page.goto(card);
      assert.match(await page.locator("#positions").innerText(), /40–60/);
    } catch (error) {
      await keepEvidence(`market ${language}`, page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });

  test(`our share of what a client buys is an interval (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}${account}`);
      await press(page, page.locator("#wallet a[href^='/market/wallet/new']"));
      await page.locator("#f-product_group").fill(`${group} 2`);
      await page.locator("#f-period").fill("1999");
      await page.locator("#f-amount_low").fill("1000");
      await page.locator("#f-source").selectOption("statement");
      await press(page, page.locator("form[action='/market/wallet/new'] button.btn-main"));
      await page.goto(`${server.origin}${account}`);
      const row = page.locator("#wallet tr", { hasText: `${group} 2` });
      assert.match(await row.innerText(), unknown, "of a year before the book begins our share is unknown");
      await checkAccessibility(page, `client-market-${language}`);
    } catch (error) {
      await keepEvidence(`wallet ${language}`, page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });
}
