// A client's problem is written down, solved and confirmed; a threat stands in the grid until something is prepared;
// and somebody answers the question how satisfied they are by a link, without signing in, once. In both languages.

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

const STORIES = [
  { language: "bg", javaScriptEnabled: true, what: "Касите чакат стоката", words: { shown: /от 0 до 900,00/, confirmed: /клиентът потвърди 700,00/, bare: /нищо не е подготвено/ } },
  { language: "en", javaScriptEnabled: false, what: "Tills wait for the goods", words: { shown: /from 0 to .*900\.00/, confirmed: /the client confirmed .*700\.00/, bare: /nothing prepared/ } },
];

for (const { language, javaScriptEnabled, what, words } of STORIES) {
  test(`a problem is solved, and its worth begins at nothing until the client confirms it (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}${account}`);
      await press(page, page.locator("#problems a[href^='/problems/new']"));
      assert.equal(await page.locator("#f-client").inputValue(), client);
      await page.locator("#f-what").fill(what);
      await page.locator("#f-shown").fill("девет");
      await press(page, page.locator("form[action='/problems/new'] button.btn-main"));
      assert.equal(await page.locator("#f-shown").getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator("#f-what").inputValue(), what, "nothing typed is lost");
      await page.locator("#f-shown").fill("900");
      await page.locator("#f-state").selectOption("solved");
      await press(page, page.locator("form[action='/problems/new'] button.btn-main"));
      assert.match(page.url(), /\/problems\/[0-9a-f-]{36}$/);
      assert.match(await page.locator(".page-head").innerText(), words.shown);
      const address = page.url();
      await page.locator("#change summary").click();
      await page.locator("#f-confirmed").fill("700");
      await submit(page, "#change form button.btn-main");
      assert.match(await page.locator(".page-head").innerText(), words.confirmed);
      // The client's page has it, and the journal tells of it.
      await page.goto(`${server.origin}${account}`);
      assert.match(await page.locator("#problems").innerText(), new RegExp(what));
      await page.goto(`${server.origin}/journal?kind=problem`);
      assert.match(await page.locator("main").innerText(), new RegExp(client));
      await page.goto(address);
      await checkWidths(page, "problem");
    } catch (error) {
      await keepEvidence("problem", page, server);
      throw error;
    }
    await page.context().close();
  });

  test(`a threat stands in the grid, and is unprepared until an alternative is written (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}${account}`);
      await press(page, page.locator("#threats a[href^='/market/threats/new']"));
      await page.locator("#f-what").fill(`${what} !`);
      await page.locator("#f-kind").selectOption("terms");
      await page.locator("#f-likelihood").selectOption("5");
      await page.locator("#f-effect").selectOption("5");
      await press(page, page.locator("form[action='/market/threats/new'] button.btn-main"));
      assert.match(await page.locator("#facts").innerText(), words.bare);
      await page.goto(`${server.origin}/market/threats`);
      const grave = page.locator(".threat-grid tbody tr").first().locator("td").last().locator("a");
      assert.match(await grave.innerText(), /^[12]/);
      await press(page, grave);
      assert.match(await page.locator("main table.table").innerText(), words.bare);
      await checkAccessibility(page, "threats");
      await press(page, page.locator("main table.table tbody th a", { hasText: `${what} !` }));
      await page.locator("#change summary").click();
      await page.locator("#f-alternative").fill("B");
      await submit(page, "#change form button.btn-main");
      assert.doesNotMatch(await page.locator("#facts").innerText(), words.bare);
    } catch (error) {
      await keepEvidence("threat", page, server);
      throw error;
    }
    await page.context().close();
  });

  test(`somebody answers by a link, once, and sees nothing of the book (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}${account}/satisfaction`);
      const before = await page.locator("#answers tbody tr").count();
      await page.locator("#ask #f-language").selectOption(language);
      await page.locator("#ask #f-decides").selectOption("yes");
      await press(page, page.locator("#ask button.btn-main"));
      const link = (await page.locator("#link .link-once").innerText()).trim();
      const path = new URL(link).pathname + new URL(link).search;
      await checkWidths(page, "client-satisfaction");
      await checkAccessibility(page, "client-satisfaction");

      // Somebody else, on another browser, without an account.
      const guest = await newPage(browser, { language: language === "bg" ? "en" : "bg", javaScriptEnabled });
      const shown = await guest.goto(`${server.origin}${path}`);
      assert.equal(shown.status(), 200);
      assert.equal(shown.headers()["cache-control"], "no-store");
      assert.equal(await guest.locator("html").getAttribute("lang"), language, "in the language of the link");
      const html = await guest.content();
      assert.match(html, /Проба ООД/);
      assert.ok(!html.includes(client), "nothing says whose link it is");
      assert.equal(await guest.locator("nav, header a").count(), 0, "no way into the book");
      await checkAccessibility(guest, "survey");
      await checkWidths(guest, "survey");
      await press(guest, guest.locator("form button"));
      assert.equal(await guest.locator("[role=alert]").count(), 1, "an empty answer is none");
      await guest.locator("input[name=recommend][value='9']").check();
      await guest.locator("input[name=satisfied][value='4']").check();
      await guest.locator("#comment").fill(`${what} <b>`);
      await press(guest, guest.locator("form button"));
      assert.equal(await guest.locator("form").count(), 0, "answered");
      const again = await guest.goto(`${server.origin}${path}`);
      assert.equal(again.status(), 410, "once");
      await guest.context().close();

      await page.goto(`${server.origin}${account}/satisfaction`);
      assert.equal(await page.locator("#answers tbody tr").count(), before + 1);
      assert.match(await page.locator("#answers").innerText(), new RegExp(`${what} <b>`));
    } catch (error) {
      await keepEvidence("survey", page, server);
      throw error;
    }
    await page.context().close();
  });
}

test("a link taken back answers nothing, and whoever tries many waits", async () => {
  const page = await open();
  await page.goto(`${server.origin}${account}/satisfaction`);
  await press(page, page.locator("#ask button.btn-main"));
  const link = new URL((await page.locator("#link .link-once").innerText()).trim());
  await page.goto(`${server.origin}${account}/satisfaction`);
  await press(page, page.locator("#questions form button").first());
  const statuses = [];
  for (let number = 0; number < 9; number += 1) {
    const query = number === 0 ? link.search : `?token=${number}`;
    statuses.push((await page.request.get(`${server.origin}/survey${query}`)).status());
  }
  assert.equal(statuses[0], 410);
  assert.ok(statuses.includes(429), statuses.join(" "));
  await page.context().close();
});
