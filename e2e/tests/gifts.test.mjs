// A gift is refused by the rule before it is given; another one is approved by somebody who did not write it
// down; the register shows both ways and leaves for an audit. In both languages, once without script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, colleague, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

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

const STORIES = [
  {
    language: "bg",
    javaScriptEnabled: true,
    what: "Часовник за юбилея",
    worth: "80",
    words: { official: /длъжностно лице/, refused: /отказан от правилото/, waiting: /чака решение/, approved: /одобрен/, withdrawn: /оттеглен/, own: /друг/ },
  },
  {
    language: "en",
    javaScriptEnabled: false,
    what: "A watch for the jubilee",
    // With what the same person had within twelve months just the limit.
    worth: "52",
    words: { official: /public official/, refused: /refused by the rule/, waiting: /waits for a decision/, approved: /approved/, withdrawn: /withdrawn/, own: /else/ },
  },
];

for (const { language, javaScriptEnabled, what, worth, words } of STORIES) {
  test(`a gift refused by the rule, one approved by somebody else (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      // From the client's page, so that its people are known.
      await page.goto(`${server.origin}/key-accounts`);
      await press(page, page.locator("main table tbody th[scope=row] a").first());
      const client = await page.locator("h1").innerText();
      await press(page, page.locator("#gifts a[href^='/gifts/new']"));
      assert.equal(await page.locator("#client").inputValue(), client);
      await page.locator("input[name=direction][value=given]").check();
      await page.locator("#what").fill(what);
      await page.locator("#person").selectOption({ index: 1 });
      await page.locator("#value").fill("45");
      await page.locator("#official").selectOption("yes");
      // Asked first, nothing is written.
      await press(page, page.locator("button[name=only]"));
      assert.match(await page.locator("#verdict").innerText(), words.official);
      assert.equal(await page.locator("#what").inputValue(), what, "what was typed stays");
      assert.equal(new URL(page.url()).pathname, "/gifts/new");

      // Written down all the same: the register keeps that the rule refused it.
      await press(page, page.locator("form[action='/gifts/new'] button.btn-main"));
      const refused = page.url().replace(/\?.*/, "");
      assert.match(refused, /\/gifts\/[0-9a-f-]{36}$/);
      assert.match(await page.locator(".page-head p b").innerText(), words.refused);
      assert.match(await page.locator("#verdict").innerText(), words.official);
      assert.equal(await page.locator("#decide").count(), 0, "what the rule refuses nobody approves");

      // That was said wrongly: it is no official, and it cost more.
      await page.locator("#change summary").click();
      await page.locator("#change #official").selectOption("no");
      await page.locator("#change #value").fill("много");
      await press(page, page.locator("#change button.btn-main"));
      assert.equal(await page.locator("#change #value").getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator("#change #value").inputValue(), "много");
      await page.locator("#change #value").fill(worth);
      await press(page, page.locator("#change button.btn-main"));
      assert.match(await page.locator(".page-head p b").innerText(), words.waiting);
      assert.equal(await page.locator("#decide").count(), 0, "nobody decides about their own");

      // A director who has nothing to do with it approves.
      const email = `director-${language}@example.com`;
      const director = await colleague(browser, server, { email, name: "Елена Динева", role: "director" }, { language, javaScriptEnabled });
      await director.goto(`${server.origin}/gifts?state=waiting`);
      await press(director, director.locator("main table a", { hasText: what }).first());
      await director.locator("#decision-note").fill("десет години заедно");
      await press(director, director.locator("#decide button.btn-main"));
      assert.match(await director.locator(".page-head p b").innerText(), words.approved);
      await director.context().close();

      await page.goto(refused);
      assert.match(await page.locator(".page-head p b").innerText(), words.approved);
      assert.match(await page.locator("aside").innerText(), /Елена Динева/);

      // Withdrawn and taken back with one press.
      await page.locator("#withdraw summary").click();
      await press(page, page.locator("#withdraw button.btn"));
      assert.match(await page.locator(".page-head p b").innerText(), words.withdrawn);
      await press(page, page.locator(".notice-done button"));
      assert.match(await page.locator(".page-head p b").innerText(), words.waiting);
    } catch (error) {
      await keepEvidence("a gift", page, server);
      throw error;
    }
    await page.context().close();
  });
}

test("the register shows both ways, is filtered and leaves for an audit", async () => {
  const page = await open();
  await page.goto(`${server.origin}/gifts`);
  assert.match(await page.locator("#balance").innerText(), /поне/, "a received gift has no value");
  assert.ok((await page.locator("main table tbody tr").count()) >= 8);
  await checkWidths(page, "register of gifts");
  await checkAccessibility(page, "register of gifts");
  await page.goto(`${server.origin}/gifts?state=refused&direction=given`);
  assert.match(await page.locator("main table").innerText(), /над границата за един подарък/);
  assert.equal(await page.locator(".filter-on").count(), 2);
  const csv = await page.request.get(`${server.origin}/gifts.csv?state=refused`);
  const text = (await csv.body()).toString("utf8");
  assert.match(text.split("\r\n")[0], /Клиент/);
  assert.match(text, /отказан: над границата за един подарък/);
  const xlsx = await page.request.get(`${server.origin}/gifts.xlsx`);
  assert.equal(xlsx.status(), 200);
  await page.context().close();
});

test("the firm sets its own limits, and what contradicts itself is refused", async () => {
  const page = await open();
  await page.goto(`${server.origin}/settings/gifts`);
  await page.locator("#single_limit").fill("20");
  await submit(page, "form[action='/settings/gifts'] button.btn-main");
  assert.equal(await page.locator("#approve_above").getAttribute("aria-invalid"), "true");
  await page.locator("#single_limit").fill("120,50");
  await submit(page, "form[action='/settings/gifts'] button.btn-main");
  assert.match(await page.locator("#single_limit").inputValue(), /^120[.,]50?/);
  await page.context().close();
});
