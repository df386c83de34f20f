// An incident and something said of us are written down at a client, counted on the page over the market, settled,
// and what was withdrawn comes back. In both languages.

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

/// The whole number a figure of the page begins with.
async function figure(page, place) {
  const text = await page.locator("#brand .stats .stat dd").nth(place).innerText();
  return Number.parseInt(text, 10);
}

const STORIES = [
  { language: "bg", javaScriptEnabled: true, broken: "Счупена партида", said: "Похвалиха ни на изложението", open: /неуредено/, note: "Идва нов вносител" },
  { language: "en", javaScriptEnabled: false, broken: "Broken batch", said: "They praised us at the fair", open: /open/, note: "A new importer is coming" },
];

for (const { language, javaScriptEnabled, broken, said, open: isOpen, note } of STORIES) {
  test(`what went wrong and what is said is written down, counted and comes back (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/market`);
      const [openBefore, saidBefore] = [await figure(page, 1), await figure(page, 2)];
      await checkAccessibility(page, `market-${language}`);
      await checkWidths(page, `market-${language}`);
      // An incident at a client, from its page.
      await page.goto(`${server.origin}${account}`);
      await press(page, page.locator("#brand a[href^='/market/incidents/new']"));
      assert.equal(await page.locator("#f-client").inputValue(), client);
      const save = page.locator("form[action='/market/incidents/new'] button.btn-main");
      await press(page, save);
      assert.equal(await page.locator("#f-what").getAttribute("aria-invalid"), "true");
      await page.locator("#f-what").fill(broken);
      await page.locator("#f-severity").selectOption("critical");
      await page.locator("#f-origin").selectOption("client");
      assert.equal(await page.locator("#f-origin option[value=competitor]").count(), 0, "a competitor is no source");
      await press(page, save);
      const incident = page.url();
      assert.equal(await page.locator("h1").innerText(), broken);
      assert.match(await page.locator("#facts").innerText(), isOpen);
      // Something said of us, at nobody in particular.
      await page.goto(`${server.origin}/market/remarks/new?about=us`);
      assert.equal(await page.locator("#f-about").inputValue(), "us");
      await page.locator("#f-what").fill(said);
      await page.locator("#f-tone").selectOption("good");
      await page.locator("#f-origin").selectOption("fair");
      await page.locator("#f-link").fill("javascript:alert(1)");
      const write = page.locator("form[action='/market/remarks/new'] button.btn-main");
      await press(page, write);
      assert.equal(await page.locator("#f-link").getAttribute("aria-invalid"), "true");
      await page.locator("#f-link").fill("https://example.test/");
      await press(page, write);
      assert.equal(await page.locator("#facts a[href='https://example.test/']").count(), 1);
      // A note on the market.
      await page.goto(`${server.origin}/market/remarks/new?about=market`);
      await page.locator("#f-what").fill(note);
      await page.locator("#f-origin").selectOption("partner");
      await press(page, write);
      await page.goto(`${server.origin}/market`);
      assert.equal(await figure(page, 1), openBefore + 1);
      assert.equal(await figure(page, 2), saidBefore + 1);
      assert.match(await page.locator("#incidents").innerText(), new RegExp(broken));
      assert.match(await page.locator("#mentions").innerText(), new RegExp(said));
      assert.match(await page.locator("#notes").innerText(), new RegExp(note));
      // Filtered, and found at the client.
      await page.goto(`${server.origin}/market/incidents?severity=critical&state=open`);
      assert.match(await page.locator("main table").innerText(), new RegExp(broken));
      await page.goto(`${server.origin}${account}`);
      assert.match(await page.locator("#brand").innerText(), new RegExp(broken));
      // Written by mistake: it counts nowhere, and the undo brings it back.
      await page.goto(incident);
      await page.locator("details.answer summary").click();
      assert.equal(await page.locator("#f-client").inputValue(), client);
      await page.locator("#f-withdrawn").selectOption("yes");
      await press(page, page.locator("#change form button.btn-main"));
      await press(page, page.locator(".toasts form button"));
      await page.goto(`${server.origin}/market`);
      assert.equal(await figure(page, 1), openBefore + 1);
      assert.match(await page.locator("#incidents").innerText(), new RegExp(broken));
    } catch (error) {
      await keepEvidence(`brand ${language}`, page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });
}
