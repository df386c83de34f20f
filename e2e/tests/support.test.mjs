// A client's reference is thanked for and becomes where a promise comes from; a logo is used after its
// permission; the client says what a service was worth; who came to an anniversary. In both languages, once
// without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, cookies;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
  cookies = await page.context().cookies();
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/// A page in a language; it is kept with the user, not with the browser.
async function open(language = "bg", options = {}) {
  const page = await newPage(browser, { cookies, language, ...options });
  await page.goto(`${server.origin}/accounts`);
  if ((await page.locator("html").getAttribute("lang")) !== language) {
    await submit(page, "form:has(input[name=language]) button");
  }
  assert.equal(await page.locator("html").getAttribute("lang"), language);
  return page;
}

async function press(page, locator) {
  await Promise.all([page.waitForEvent("load"), locator.click()]);
}

/// A day so many days from today, as ISO.
function day(days) {
  return new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

const STORIES = [
  { language: "bg", javaScriptEnabled: true, what: "Похвалиха ни пред съседите", words: { owed: /дължим благодарност/, promise: /Насрещна препоръка/, withdrawn: /оттеглено/ } },
  { language: "en", javaScriptEnabled: false, what: "Praised us to the neighbours", words: { owed: /we owe thanks/, promise: /A reference in return/, withdrawn: /withdrawn/ } },
];

for (const { language, javaScriptEnabled, what, words } of STORIES) {
  test(`a reference is thanked for, and a promise comes from it (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/key-accounts`);
      await press(page, page.locator("main table tbody th[scope=row] a").first());
      await press(page, page.locator("#support a[href^='/support/new']"));
      await page.locator("#side").selectOption("them");
      await page.locator("#kind").selectOption("use");
      await page.locator("#what").fill(what);
      await press(page, page.locator("form[action='/support/new'] button.btn-main"));
      assert.equal(await page.locator("#mark").getAttribute("aria-invalid"), "true", "a use is of a name or a logo");
      assert.equal(await page.locator("#what").inputValue(), what);
      await page.locator("#kind").selectOption("reference");
      await press(page, page.locator("form[action='/support/new'] button.btn-main"));
      const address = page.url().replace(/\?.*/, "");
      assert.match(address, /\/support\/[0-9a-f-]{36}$/);
      assert.match(await page.locator(".page-head").innerText(), words.owed);

      // It waits at the top of the list until thanks are given.
      await page.goto(`${server.origin}/support`);
      assert.match(await page.locator("#due").innerText(), words.owed);
      await page.goto(address);
      await press(page, page.locator("#deeds form[action$='/thank'] button"));
      assert.doesNotMatch(await page.locator(".page-head").innerText(), words.owed);

      // A promise comes from it, and the record shows it.
      await press(page, page.locator(".page-head a[href^='/obligations/new']"));
      await page.locator("input[name=debtor][value=us]").check();
      assert.equal(await page.locator("#origin").inputValue(), "support");
      await page.locator("#what").fill(language === "bg" ? "Насрещна препоръка" : "A reference in return");
      await page.locator("#due").fill(day(12));
      await press(page, page.locator("form[method=post][action='/obligations/new'] button.btn-main"));
      await page.goto(address);
      assert.match(await page.locator("#promises").innerText(), words.promise);

      // Written down wrongly after all: withdrawn, and taken back with one press.
      await page.locator("#withdraw summary").click();
      await press(page, page.locator("#withdraw button.btn"));
      assert.match(await page.locator(".page-head").innerText(), words.withdrawn);
      await press(page, page.locator(".notice-done button"));
      assert.doesNotMatch(await page.locator(".page-head").innerText(), words.withdrawn);
    } catch (error) {
      await keepEvidence("support", page, server);
      throw error;
    }
    await page.context().close();
  });
}

test("a logo used after its permission is told, a service is confirmed, and who came is kept", async () => {
  const page = await open();
  await page.goto(`${server.origin}/support?kind=use`);
  await checkWidths(page, "support");
  await checkAccessibility(page, "support");
  const table = await page.locator("main table").innerText();
  assert.match(table, /разрешението е изтекло/);
  assert.match(table, /с разрешение/);

  await page.goto(`${server.origin}/support?waits=confirmation`);
  await press(page, page.locator("main table tbody th a").first());
  await page.locator("#deeds form[action$='/confirm'] [name=value]").fill("1 800,50");
  await press(page, page.locator("#deeds form[action$='/confirm'] button"));
  assert.match(await page.locator("aside").innerText(), /според клиента 1.800,50/);

  await page.goto(`${server.origin}/support?kind=anniversary`);
  await press(page, page.locator("main table tbody th a").first());
  const came = await page.locator("#attendance li").count();
  assert.ok(came >= 2, "both sides were there");
  await page.locator("#change summary").first().click();
  await page.locator("#change details summary").click();
  await page.locator("#change input[name=user_came]").first().uncheck();
  await page.locator("#change input[name=asked_user]").first().uncheck();
  await submit(page, "#change form button.btn-main");
  assert.equal(await page.locator("#attendance li").count(), came - 1);
  const csv = await page.request.get(`${server.origin}/support.csv`);
  assert.match((await csv.body()).toString("utf8").split("\r\n")[0], /Кой подкрепя/);
  await page.context().close();
});
