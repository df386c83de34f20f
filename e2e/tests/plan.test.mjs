// A plan is written: the client's goal, an objective that needs its measure, a field that is asked for; it is shown to
// the client by a link that opens without signing in, is read, and is withdrawn; its papers are PDF. In both languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccessibility, checkWidths, keepEvidence, newPage, settled, signUp, startBrowser, startServer, submit } from "../harness.mjs";

let server, browser, cookies, account;

before(async () => {
  server = await startServer();
  browser = await startBrowser();
  const page = await newPage(browser);
  await signUp(page, server, { firm: "Проба ООД" });
  await submit(page, "form[action='/welcome'] button");
  await settled(page);
  await page.goto(`${server.origin}/key-accounts`);
  // The second client of the sample has a plan that is just begun.
  account = await page.locator("main table tbody th[scope=row] a").nth(1).getAttribute("href");
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
  { language: "bg", javaScriptEnabled: true, goal: "Три нови обекта", objective: "Рафтове без празноти", hidden: "Скрит риск", words: { asked: /неизвестно, попитано/, closed: /не може да се отвори/, goals: /Вашите цели/ } },
  { language: "en", javaScriptEnabled: false, goal: "Three new sites", objective: "Shelves without gaps", hidden: "Hidden risk", words: { asked: /unknown, asked/, closed: /cannot be opened/, goals: /Your goals/ } },
];

for (const { language, javaScriptEnabled, goal, objective, hidden, words } of STORIES) {
  test(`a plan is written, shown to the client and taken back (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}${account}`);
      await press(page, page.locator(`.section-nav a[href='${account}/plan']`));
      // The client's goal first.
      await press(page, page.locator("#client_goal a.btn"));
      await page.locator("#f-what").fill(goal);
      await page.locator("#f-for_client").selectOption("yes");
      await press(page, page.locator("main form.stack button.btn-main"));
      assert.match(await page.locator("#client_goal").innerText(), new RegExp(goal));
      // Without a measure an objective is refused, and nothing typed is lost.
      await press(page, page.locator("#objective a.btn"));
      await page.locator("#f-what").fill(objective);
      await page.locator("#f-target").fill("95");
      await page.locator("#f-day").fill("31.12.2027");
      await press(page, page.locator("main form.stack button.btn-main"));
      assert.equal(await page.locator("#f-measure").getAttribute("aria-invalid"), "true");
      assert.equal(await page.locator("#f-what").inputValue(), objective);
      await page.locator("#f-measure").selectOption("on_time_in_full");
      await page.locator("#f-for_client").selectOption("yes");
      await press(page, page.locator("main form.stack button.btn-main"));
      const row = page.locator("#objective tbody tr", { hasText: objective });
      assert.match(await row.innerText(), /→ 95 %/);
      // A risk is never shown.
      await press(page, page.locator("#risk a.btn"));
      await page.locator("#f-what").fill(hidden);
      await press(page, page.locator("main form.stack button.btn-main"));
      // A field nobody knows is asked for.
      await page.goto(`${server.origin}${account}/plan/field?field=strategy`);
      await page.locator("#f-asked_on").fill(language === "bg" ? "вчера" : "yesterday");
      await press(page, page.locator("main form.stack button.btn-main"));
      const strategy = page.locator("#section-profile tr", { has: page.locator("a[href$='field=strategy']") });
      assert.match(await strategy.textContent(), words.asked);
      await checkAccessibility(page, "plan");
      // The link is told once, opens without signing in, and shows what was agreed.
      await page.locator("#f-language").selectOption(language);
      await press(page, page.locator("#share form.stack button.btn-main"));
      const link = (await page.locator("#link code").innerText()).trim();
      const visitor = await newPage(browser, { language });
      await visitor.goto(link.replace(/^https?:\/\/[^/]+/, server.origin));
      const read = await visitor.locator("main").innerText();
      assert.match(read, words.goals);
      assert.match(read, new RegExp(goal));
      assert.match(read, new RegExp(objective));
      assert.doesNotMatch(read, new RegExp(hidden));
      await checkAccessibility(visitor, "joint plan");
      await checkWidths(visitor, "joint-plan");
      const paper = await visitor.request.get(await visitor.locator("main a.btn").getAttribute("href").then((href) => `${server.origin}${href}`));
      assert.equal(paper.headers()["content-type"], "application/pdf");
      assert.equal((await paper.body()).subarray(0, 5).toString(), "%PDF-");
      // Withdrawn, it answers like any link that is none.
      await page.goto(`${server.origin}${account}/plan`);
      await press(page, page.locator("#share form[action^='/plan-shares/'] button").first());
      const gone = await visitor.reload();
      assert.equal(gone.status(), 410);
      assert.match(await visitor.locator("main").innerText(), words.closed);
      await visitor.context().close();
    } catch (error) {
      await keepEvidence("plan", page, server);
      throw error;
    }
    await page.context().close();
  });

  test(`a quarter is gone through with the client, on the page and on paper (${language})`, async () => {
    const page = await open(language, { javaScriptEnabled });
    try {
      await page.goto(`${server.origin}${account}/plan`);
      await press(page, page.locator(".actions a[href*='/review']"));
      for (const section of ["ours", "theirs", "execution", "results", "problems", "objectives", "new"]) {
        assert.equal(await page.locator(`#${section}`).count(), 1, section);
      }
      await checkAccessibility(page, "review");
      const paper = await page.request.get(`${server.origin}${await page.locator(".actions a").getAttribute("href")}`);
      assert.equal((await paper.body()).subarray(0, 5).toString(), "%PDF-");
    } catch (error) {
      await keepEvidence("review", page, server);
      throw error;
    }
    await page.context().close();
  });
}
