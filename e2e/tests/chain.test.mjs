// Somebody is asked whom else they know: the names become prospects joined to who gave them, the day's counter and
// the tree show it, and thanks are owed. In both languages, once without script.

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
async function open(language, options = {}) {
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
  { language: "bg", javaScriptEnabled: true, names: ["Хотел Ждрелото", "Пекарна Зорница"], person: "Иван Колев", words: { title: /Безкрайна верига/, tree: /Дърво от/, state: /питан за имена/, thanks: /Дължим благодарност/ } },
  { language: "en", javaScriptEnabled: false, names: ["Hotel Gorge", "Dawn Bakery"], person: "John Stone", words: { title: /Endless chain/, tree: /Tree from/, state: /asked for names/, thanks: /We owe thanks/ } },
];

for (const { language, javaScriptEnabled, names, person, words } of STORIES) {
  test(`whom else do you know: names become a chain (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}/key-accounts`);
      const client = await page.locator("main table tbody th[scope=row] a").first().getAttribute("href");
      const account = client.match(/[0-9a-f-]{36}/)[0];
      await page.goto(`${server.origin}/accounts/${account}/interactions/new`);
      await page.locator("#kind").selectOption("visit");
      await page.locator("#summary").fill("chain");
      const people = page.locator("input[name=people]");
      await people.first().check();
      await people.nth(1).check();
      await page.locator("#names").fill(`${names[0]} – ${person}\n${names[1]}`);
      const form = page.locator("form:has(#names)");
      await press(page, form.locator("button.btn-main"));
      assert.equal(await page.locator("#given_by").getAttribute("aria-invalid"), "true", "two took part, and nobody said who gave the names");
      assert.match(await page.locator("#names").inputValue(), new RegExp(names[1]));
      await page.locator("#given_by").selectOption({ index: 1 });
      await press(page, page.locator("form:has(#names) button.btn-main"));
      assert.match(await page.locator("#timeline").innerText(), words.state);

      // The day's counter, the tree with both names, and its table.
      await page.goto(`${server.origin}/chain`);
      assert.match(await page.locator("h1").innerText(), words.title);
      const counted = await page.locator("#today dd").allInnerTexts();
      assert.ok(Number(counted[2]) >= 2, `two new names today: ${counted}`);
      assert.match(await page.locator("#tree h2").innerText(), words.tree);
      const table = await page.locator("#tree table").innerText();
      for (const name of names) assert.match(table, new RegExp(name));
      assert.equal(await page.locator("#tree figure svg .tie").count(), (await page.locator("#tree tbody tr").count()) - 1);
      assert.match(await page.locator("#thanks").innerText(), words.thanks);
      assert.match(await page.locator("#thanks").innerText(), new RegExp(names[1]));
      await checkAccessibility(page, `chain ${language}`);
      await checkWidths(page, `chain ${language}`);

      // The client's page tells what became of the names; whom to ask next has a page of its own.
      await page.goto(`${server.origin}/accounts/${account}`);
      const given = await page.locator("#names-given").innerText();
      for (const name of names) assert.match(given, new RegExp(name));
      await page.goto(`${server.origin}/prospects/ask`);
      await checkAccessibility(page, `whom to ask ${language}`);
      await checkWidths(page, `whom to ask ${language}`);

      // A name that is known already is no new one.
      await page.goto(`${server.origin}/accounts/${account}/interactions/new`);
      await page.locator("#kind").selectOption("call");
      await page.locator("#summary").fill("again");
      await page.locator("input[name=people]").first().check();
      await page.locator("#names").fill(names[0]);
      await press(page, page.locator("form:has(#names) button.btn-main"));
      await page.goto(`${server.origin}/chain`);
      const again = await page.locator("#today dd").allInnerTexts();
      assert.equal(again[2], counted[2]);
    } catch (error) {
      await keepEvidence(`chain-${language}`, page, server);
      throw error;
    } finally {
      await page.context().close();
    }
  });
}
